// The settings: connections and their exchange, accounts, clipboard and notices, start with the computer, colours.
import { lockWords } from "../../shared/lockWords.ts";
import { settingsWords } from "../../shared/settingsWords.ts";
import { screenTitles } from "../../shared/uiWords.ts";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { AccountList } from "../settings/AccountList.tsx";
import { ComfortSettings } from "../settings/ComfortSettings.tsx";
import { ConnectionList } from "../settings/ConnectionList.tsx";
import { ExportConnections } from "../settings/ExportConnections.tsx";
import { ImportConnections } from "../settings/ImportConnections.tsx";
import { LockSettings } from "../settings/LockSettings.tsx";
import { StartAtLogin } from "../settings/StartAtLogin.tsx";
import { ThemeChoice } from "../settings/ThemeChoice.tsx";
import "../styles/setup.css";

export function SettingsScreen() {
  return (
    <>
      <ScreenHeading title={screenTitles.settings} />
      <section aria-labelledby="comfortTitle">
        <h2 id="comfortTitle">{settingsWords.comfort}</h2>
        <ComfortSettings />
      </section>
      <section aria-labelledby="systemTitle">
        <h2 id="systemTitle">{settingsWords.system}</h2>
        <StartAtLogin />
        <ThemeChoice />
      </section>
      <section aria-labelledby="lockTitle">
        <h2 id="lockTitle">{lockWords.settings}</h2>
        <LockSettings />
      </section>
      <ConnectionList />
      <AccountList />
      <ExportConnections />
      <ImportConnections />
    </>
  );
}
