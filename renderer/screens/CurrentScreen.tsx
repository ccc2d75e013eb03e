// Which screen is shown. A new screen, or the same one for something else, begins anew.
import { useApp } from "../state/appContext.ts";
import { AboutScreen } from "./AboutScreen.tsx";
import { AccountsScreen } from "./AccountsScreen.tsx";
import { ConnectionScreen } from "./ConnectionScreen.tsx";
import { SignInScreen } from "./SignInScreen.tsx";
import { WelcomeScreen } from "./WelcomeScreen.tsx";

const screens = {
  welcome: WelcomeScreen,
  signIn: SignInScreen,
  accounts: AccountsScreen,
  connection: ConnectionScreen,
  about: AboutScreen,
} as const;

export function CurrentScreen() {
  const { screen } = useApp();
  const Shown = screens[screen.name];
  return <Shown key={[screen.name, screen.connectionId, screen.accountId].join(" ")} />;
}
