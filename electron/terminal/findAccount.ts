// Which signed-in account a name stands for.
import type { Account } from "../../shared/snapshot.ts";
import { isKnownAs } from "../../shared/displayNames.ts";
import { placeWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { exitCodes } from "./exitCodes.ts";
import { refuse, type Refused, sameName } from "./refused.ts";

/** By ID, else by user name or label. */
export function findAccount(app: App, name: string): { readonly ok: true; readonly account: Account } | Refused {
  const { accounts } = app.snapshot();
  const byId = accounts.filter(({ id }) => id === name);
  const [account, another] = byId.length > 0 ? byId : accounts.filter((account) => isCalled(account, name));
  if (account === undefined) return refuse(placeWords.noAccount(name), exitCodes.refused);
  return another === undefined ? { ok: true, account } : refuse(placeWords.manyAccounts(name));
}

function isCalled(account: Account, name: string): boolean {
  return isKnownAs(account, name) || sameName(account.label ?? "", name);
}
