// Puts the chosen colours on the page. The style sheet does the rest.
import { useEffect } from "react";
import type { Theme } from "../../shared/snapshot.ts";

export function useTheme(theme: Theme | undefined): void {
  useEffect(() => {
    if (theme === undefined || theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
}
