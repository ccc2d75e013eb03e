// The letter to an admin outside the guide, below the failure that asks for one.
import type { LetterWish } from "../state/useLetter.ts";
import "../styles/setup.css";
import { Letter } from "./Letter.tsx";

export function LetterToAdmin({ letter, input }: LetterWish) {
  return <Letter letter={letter} input={input} />;
}
