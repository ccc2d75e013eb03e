// Who came back from a sign-in where anybody could sign in, compared with whom the person had asked for.
import { accountName, isKnownAs, sameUserName } from "../../../shared/displayNames.ts";
import type { PersonQuestion } from "../../../shared/snapshot.ts";
import { nameText } from "../identity/names.ts";
import type { TokenReply } from "../grants/tokenRequest.ts";
import type { AccountRecord } from "../tokens/accountRecord.ts";

export interface AskedPerson {
  /** Empty where nobody was named. */
  readonly username: string;
  /** The account that is signed in again. */
  readonly account: AccountRecord | undefined;
}

/** What there is to ask before the sign-in counts: both as a person knows them. */
export type Question = Omit<PersonQuestion, "endsAt">;

/** Undefined where the person who was asked for came back, or nobody was. `accounts`: those of the connection. */
export function questionAbout(
  { username, account }: AskedPerson,
  { identity, person }: Pick<TokenReply, "identity" | "person">,
  accounts: readonly AccountRecord[],
): Question | undefined {
  const isNamed = username !== "" || account !== undefined;
  if (!isNamed || person === "same") return undefined;
  const asked = username === "" && account !== undefined ? accountName(account) : username;
  const { homeAccountId, subject, provenNames = [] } = identity;
  if (homeAccountId === undefined) return { asked, signedInAs: "" };
  const names = [username, account?.username ?? "", ...(account?.askedAs ?? [])].filter((name) => name !== "");
  const same = accounts.find((each) => each.homeAccountId === homeAccountId);
  const isMeant = names.some(
    (name) => provenNames.some((proven) => sameUserName(proven, name)) || (same !== undefined && isKnownAs(same, name)),
  );
  // Of two accounts of one name, the one that was asked for is meant.
  if (isMeant && person === "untold") return undefined;
  const called = identity.username ?? nameText(subject) ?? nameText(homeAccountId) ?? "";
  return { asked, signedInAs: sameUserName(called, asked) ? `${called} (${nameText(homeAccountId)})` : called };
}
