// The way between the screens.
import type { ScreenName } from "../../shared/contract.ts";
import { appName, frameWords, screenTitles } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

const places = [
  "accounts",
  "signIn",
  "setup",
  "diagnostics",
  "settings",
  "about",
] as const satisfies readonly ScreenName[];
const words = { ...frameWords, setup: screenTitles.setup, settings: screenTitles.settings };

export function Navigation() {
  const { snapshot, screen, go } = useApp();
  const home = snapshot.accounts.length === 0 ? "welcome" : "accounts";
  return (
    <nav aria-label={frameWords.navigation}>
      <span className="appName">{appName}</span>
      <ul>
        {places.map((place) => {
          const name = place === "accounts" ? home : place;
          const here = screen.name === name || (place === "accounts" && screen.name === "accounts");
          return (
            <li key={place}>
              <button type="button" aria-current={here ? "page" : undefined} onClick={() => go({ name })}>
                {name === "welcome" ? frameWords.welcome : words[place]}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
