// "Remove everything from this computer": accounts, records set aside, settings, practice state, logs, and the store's own keys.
import type { Checks } from "./diagnostics/checks.ts";
import type { Ports } from "./ports.ts";
import { setAsideFolder } from "./setAside.ts";
import { settingsFolder } from "./settingsFile.ts";
import type { SettingsKeeper } from "./settingsKeeper.ts";
import type { SignIns } from "./signIn/signIns.ts";
import type { Store } from "./store.ts";
import type { Accounts } from "./tokens/accounts.ts";
import { vaultFolder, type Vault } from "./vault.ts";
import type { Copying } from "./copying.ts";

interface Deps {
  readonly ports: Ports;
  readonly store: Store;
  readonly vault: Vault;
  readonly accounts: Accounts;
  readonly copying: Copying;
  readonly checks: Checks;
  readonly settings: SettingsKeeper;
  readonly signIns: SignIns;
  readonly signOut: (accountId: string) => Promise<void>;
}

/** Every folder that the program writes to, below the data folder. */
const folders = [setAsideFolder, vaultFolder, "keys", settingsFolder, "practice", "logs"];

export async function removeEverything(deps: Deps): Promise<void> {
  const { ports, accounts, settings, store } = deps;
  deps.signIns.cancel();
  deps.checks.stop();
  await deps.copying.clear();
  for (const { id } of accounts.all()) await deps.signOut(id);
  // Records that could not be opened belong to nobody in memory, and go too.
  for (const accountId of await deps.vault.list()) await deps.vault.remove(accountId);
  await settings.reset();
  await ports.practice.forget();
  // Its notes say what it has to remove.
  await ports.secretStore.forget();
  for (const folder of folders) {
    for (const name of await ports.files.list(folder)) await ports.files.remove(`${folder}/${name}`);
  }
  store.update(({ signIn: _, checks: _checks, ...snapshot }) => ({ ...snapshot, attempts: [], notices: [] }));
}
