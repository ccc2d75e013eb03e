// Which screen is shown, kept in the window's history: Back and Forward go between screens, and a page that is loaded again
// shows the one that its address names.
import { useCallback, useEffect, useState } from "react";
import { screens } from "../../shared/contract.ts";
import type { Place } from "./appContext.ts";

export interface Places {
  /** Undefined where nobody has chosen yet. */
  readonly chosen: Place | undefined;
  readonly go: (place: Place) => void;
  /** Shows it without a way back to what was there before. */
  readonly begin: (place: Place) => void;
  readonly forget: () => void;
}

/** `begin`: what is shown first. `onLeave` is told of every change of screen, where to, and must not change with each. */
export function usePlaces(first: Place | undefined, onLeave: (to: Place | undefined) => void): Places {
  const [chosen, setChosen] = useState(first);

  useEffect(() => {
    const back = ({ state }: PopStateEvent): void => {
      const place = placeIn(window.location.hash, state);
      onLeave(place);
      setChosen(place);
    };
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, [onLeave]);

  const go = useCallback(
    (place: Place) => {
      onLeave(place);
      setChosen(place);
      const entry = [kept(place), "", `#${place.name}`] as const;
      const isHere =
        window.location.hash === entry[2] && JSON.stringify(window.history.state) === JSON.stringify(entry[0]);
      if (!isHere) window.history.pushState(...entry);
    },
    [onLeave],
  );
  const forget = useCallback(() => {
    setChosen(undefined);
    window.history.replaceState(null, "", window.location.pathname);
  }, []);
  return { chosen, go, begin: setChosen, forget };
}

/** The place that an address names; undefined where it names none. */
export function placeIn(hash: string, state: unknown): Place | undefined {
  const name = screens.find((each) => hash === `#${each}`);
  if (name === undefined) return undefined;
  const ids = typeof state === "object" && state !== null ? state : {};
  return { ...kept(ids), name };
}

/** No name of a person: browsers keep their history beyond the page. */
function kept({ connectionId, accountId, attemptId, field }: Omit<Place, "name">): Omit<Place, "name" | "username"> {
  const all = Object.entries({ connectionId, accountId, attemptId, field });
  return Object.fromEntries(all.filter(([, value]) => typeof value === "string"));
}
