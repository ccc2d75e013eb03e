// The window's frame: navigation, notices, the current screen, and what every part of it shares.
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import type { CommandInput, CommandName, ScreenName } from "../shared/contract.ts";
import type { Snapshot } from "../shared/snapshot.ts";
import { browserHostWords, frameWords } from "../shared/uiWords.ts";
import { brokenCall, type PageBridge } from "./bridge.ts";
import { CountdownSpeaker } from "./components/CountdownSpeaker.tsx";
import { HostBanner } from "./components/HostBanner.tsx";
import { HostGone } from "./components/HostGone.tsx";
import { Navigation } from "./components/Navigation.tsx";
import { OutsideOffer } from "./components/OutsideOffer.tsx";
import { Notices } from "./components/Notices.tsx";
import { CurrentScreen } from "./screens/CurrentScreen.tsx";
import { LockScreen } from "./screens/LockScreen.tsx";
import { Toasts } from "./components/Toasts.tsx";
import { AppContext, type AppState, type Ask, type Place } from "./state/appContext.ts";
import { useHostLink } from "./state/useHostLink.ts";
import { usePlaces } from "./state/usePlaces.ts";
import { useOutside } from "./state/useOutside.ts";
import { useSigningIn } from "./state/useSigningIn.ts";
import { useSnapshot } from "./state/useSnapshot.ts";
import { useSpeech } from "./state/useSpeech.ts";
import { useToasts } from "./state/useToasts.ts";
import { useTroubles } from "./state/useTroubles.ts";
import { useTheme } from "./state/useTheme.ts";

// Only the browser host draws the tray's menu on the page.
const TrayPanel = lazy(async () => ({ default: (await import("./components/TrayPanel.tsx")).TrayPanel }));

const noNotices: Snapshot["notices"] = [];

interface AppProps {
  readonly bridge: PageBridge;
  /** The screen to begin with, where it is not to be found out. */
  readonly begin?: Place | undefined;
}

export function App({ bridge, begin }: AppProps) {
  const snapshot = useSnapshot(bridge);
  const link = useHostLink(bridge);
  const hostLost = link === "lost";
  const outside = useOutside(bridge);
  const { spoken, say } = useSpeech();
  const { toasts, toast, end, clear: clearToasts } = useToasts(snapshot?.notices ?? noNotices);
  const { troubles, hear, dismiss, clear } = useTroubles();
  const main = useRef<HTMLElement>(null);

  useTheme(snapshot?.settings.theme);
  const inPage = snapshot?.about.host === "browser";

  const ask: Ask = useCallback(
    // Called at once, not after an await: a page may write to the clipboard only within the click.
    <N extends CommandName>(name: N, input: CommandInput<N>) => bridge.command(name, input).catch(() => brokenCall()),
    [bridge],
  );
  const run: Ask = useCallback(
    async (name, input) => {
      const outcome = await ask(name, input);
      hear(name, input, outcome);
      // The desktop says so in a notice; here nobody but the page knows that the clipboard took it.
      if (outcome.ok && inPage && (name === "copyToken" || name === "copyCommand")) toast(browserHostWords.copied);
      return outcome;
    },
    [ask, hear, inPage, toast],
  );
  const signingIn = useSigningIn(ask);
  const { forget } = signingIn;
  const signInEnded = snapshot?.signIn?.result !== undefined;
  const onSignIn = useRef(begin?.name === "signIn");
  const leave = useCallback(
    (to: Place | undefined) => {
      // How a sign-in ended stays until it was seen, or until the form is wanted for something else.
      const wanted = to?.name === "signIn" && (to.accountId ?? to.connectionId) !== undefined;
      if (onSignIn.current || wanted) {
        if (signInEnded) void ask("dismissSignIn", {});
        forget();
      }
      onSignIn.current = to?.name === "signIn";
      clear();
    },
    [ask, clear, forget, signInEnded],
  );
  const places = usePlaces(begin, leave);
  const { chosen, go } = places;
  useEffect(() => bridge.onScreen(go), [bridge, go]);

  const { lock } = snapshot ?? {};
  const locked = lock !== undefined;
  const first = firstScreen(snapshot);
  // What is typed in the guide changes the snapshot, and must not lead away from it.
  if (first === "setup" && chosen === undefined && !locked) places.begin({ name: "setup" });
  const screen = useMemo(() => chosen ?? { name: first }, [chosen, first]) satisfies Place;
  const app = useMemo<AppState | undefined>(
    () => snapshot && { snapshot, screen, go, ask, run, signingIn, hostLost, outside, say, toast },
    [snapshot, screen, go, ask, run, signingIn, hostLost, outside, say, toast],
  );

  if (locked && toasts.length > 0) clearToasts();
  // That a command reached nobody is said once, in the header.
  const hushed = locked || hostLost;
  useEffect(() => {
    if (!hushed) return;
    forget();
    clear();
  }, [hushed, forget, clear]);
  const { forget: forgetPlace } = places;
  // What was open may name somebody.
  useEffect(() => {
    if (locked && chosen !== undefined) forgetPlace();
  }, [locked, chosen, forgetPlace]);

  if (link === "ended" || link === "refused") return <HostGone link={link} />;
  if (app === undefined) return <p className="opening">{frameWords.opening}</p>;
  if (lock !== undefined) {
    return (
      <AppContext value={app}>
        <LockScreen lock={lock} />
      </AppContext>
    );
  }
  return (
    <AppContext value={app}>
      <a className="skip" href="#content" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {frameWords.skip}
      </a>
      <div className="frame" data-host={app.snapshot.about.host}>
        <header>
          <Navigation />
          <HostBanner link={link} />
          {inPage && <OutsideOffer />}
        </header>
        <main id="content" ref={main} tabIndex={-1}>
          <Notices troubles={troubles} onDismissTrouble={dismiss} />
          <CurrentScreen />
        </main>
        {inPage && (
          <Suspense>
            <TrayPanel />
          </Suspense>
        )}
      </div>
      <CountdownSpeaker />
      <output className="forEars">{spoken}</output>
      <Toasts toasts={toasts} end={end} />
    </AppContext>
  );
}

/** The very first start begins with the set-up; one that was left is gone on with from the welcome. */
function firstScreen(snapshot: Snapshot | undefined): ScreenName {
  const unknown = snapshot === undefined || snapshot.storage.kind === "loading";
  if (unknown || snapshot.accounts.length > 0 || snapshot.storage.waiting > 0) return "accounts";
  const untouched = snapshot.setup === undefined && snapshot.connections.every(({ kind }) => kind === "practice");
  return untouched && snapshot.lastUsed === undefined ? "setup" : "welcome";
}
