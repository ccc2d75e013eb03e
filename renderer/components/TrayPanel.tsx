// The tray's menu, drawn on the page where there is no tray.
import { useState } from "react";
import type { CommandCall } from "../../shared/commandCall.ts";
import { trayMenu, type TrayItem } from "../../shared/trayMenu.ts";
import { browserHostWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { useNow } from "../state/useNow.ts";
import { useQuit } from "./useQuit.tsx";
import { SignOutDialog } from "./SignOut.tsx";

export function TrayPanel() {
  const { snapshot, run, go } = useApp();
  const { quit, question } = useQuit();
  const now = useNow();
  const [signingOut, setSigningOut] = useState<string>();
  const account = snapshot.accounts.find(({ id }) => id === signingOut);

  const choose = ({ name, input }: CommandCall): void => {
    if (name === "openScreen") go(input);
    else if (name === "signOut") setSigningOut(input.accountId);
    else if (name === "quit") quit();
    else void run(name, input);
  };
  return (
    <>
      <nav className="tray" aria-labelledby="trayTitle">
        <h2 id="trayTitle">{browserHostWords.trayTitle}</h2>
        <p className="hint">{browserHostWords.trayHint}</p>
        <TrayItems items={trayMenu(snapshot, now)} onChoose={choose} />
      </nav>
      {question}
      {account && <SignOutDialog account={account} onClose={() => setSigningOut(undefined)} />}
    </>
  );
}

type Choose = (command: CommandCall) => void;

function TrayItems({ items, onChoose }: { readonly items: readonly TrayItem[]; readonly onChoose: Choose }) {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={item.type === "separator" ? `separator ${index}` : item.id}>
          <TrayEntry item={item} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

function TrayEntry({ item, onChoose }: { readonly item: TrayItem; readonly onChoose: Choose }) {
  const { hostLost } = useApp();
  if (item.type === "separator") return <hr />;
  if (item.type === "submenu") {
    return (
      <details>
        <summary>{item.label}</summary>
        <TrayItems items={item.items} onChoose={onChoose} />
      </details>
    );
  }
  const { command } = item;
  if (command === undefined) return <span className="trayText">{item.label}</span>;
  return (
    <button
      type="button"
      disabled={!item.enabled || (hostLost && command.name !== "openScreen")}
      onClick={() => onChoose(command)}
    >
      {item.label}
    </button>
  );
}
