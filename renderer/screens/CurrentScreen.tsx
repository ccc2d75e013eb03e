// Which screen is shown. A new screen, or the same one for something else, begins anew.
import { lazy, Suspense } from "react";
import { useApp } from "../state/appContext.ts";
import { AccountsScreen } from "./AccountsScreen.tsx";
import { SignInScreen } from "./SignInScreen.tsx";
import { WelcomeScreen } from "./WelcomeScreen.tsx";

// Seldom opened, so they are loaded when they are.
const AboutScreen = lazy(async () => ({ default: (await import("./AboutScreen.tsx")).AboutScreen }));
const ConnectionScreen = lazy(async () => ({ default: (await import("./ConnectionScreen.tsx")).ConnectionScreen }));
const DiagnosticsScreen = lazy(async () => ({ default: (await import("./DiagnosticsScreen.tsx")).DiagnosticsScreen }));
const SettingsScreen = lazy(async () => ({ default: (await import("./SettingsScreen.tsx")).SettingsScreen }));
const SetupScreen = lazy(async () => ({ default: (await import("./SetupScreen.tsx")).SetupScreen }));

const screens = {
  welcome: WelcomeScreen,
  signIn: SignInScreen,
  accounts: AccountsScreen,
  connection: ConnectionScreen,
  setup: SetupScreen,
  diagnostics: DiagnosticsScreen,
  about: AboutScreen,
  settings: SettingsScreen,
} as const;

export function CurrentScreen() {
  const { screen } = useApp();
  const Shown = screens[screen.name];
  const { name, connectionId, accountId, attemptId, field } = screen;
  return (
    <Suspense>
      <Shown key={[name, connectionId, accountId, attemptId, field].join(" ")} />
    </Suspense>
  );
}
