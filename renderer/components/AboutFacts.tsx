// Version, host, data folder, storage and where the tray icon is, said plainly.
import type { About } from "../../shared/snapshot.ts";
import { hostWords, systemName } from "../../shared/systemWords.ts";
import { aboutWords, storageWords, trayPlaceWords, trayStateWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

export function AboutFacts() {
  const { snapshot, run } = useApp();
  const { about, storage } = snapshot;
  return (
    <>
      <dl className="facts">
        <dt>{aboutWords.version}</dt>
        <dd>{about.version}</dd>
        <dt>{aboutWords.host}</dt>
        <dd>
          {hostWords[about.host]} ({about.runtime})
        </dd>
        <dt>{aboutWords.platform}</dt>
        <dd>{systemName(about.platform)}</dd>
        <dt>{aboutWords.storage}</dt>
        <dd>{storageWords(storage)}</dd>
        <dt>{aboutWords.tray}</dt>
        <dd>{trayPlace(about)}</dd>
        <dt>{aboutWords.dataFolder}</dt>
        <dd className="value">{about.dataFolder ?? aboutWords.noDataFolder}</dd>
      </dl>
      {about.dataFolder !== undefined && (
        <button type="button" onClick={() => void run("openDataFolder", {})}>
          {aboutWords.openFolder}
        </button>
      )}
    </>
  );
}

function trayPlace({ tray, platform }: About): string {
  if (tray !== "shown") return trayStateWords[tray];
  return platform === "win32" || platform === "darwin" ? trayPlaceWords[platform] : trayPlaceWords.linux;
}
