// One place from which the window says short things to people who hear it.
import { useCallback, useState } from "react";

export interface Speech {
  readonly spoken: string;
  readonly say: (text: string) => void;
}

export function useSpeech(): Speech {
  const [spoken, setSpoken] = useState("");
  // The same words twice are only heard again if the text differs: an invisible blank makes it so.
  const say = useCallback((text: string) => setSpoken((last) => (last === text ? `${text}\u00a0` : text)), []);
  return { spoken, say };
}
