// What kind of account is the user name's? Asked of public metadata; no password is involved.
import { askRealm } from "../../authority/realm.ts";
import { type Check, found } from "./check.ts";

export const realmCheck: Check = {
  id: "realm",
  asksAuthority: true,
  async run({ type, username, authority, http, clock, signal }) {
    if (!type.tellsRealm) return found("realm", "notTold", {});
    if (username === undefined) return found("realm", "noName", {});
    // Found as for a sign-in, so that even a user name goes only to hosts that are trusted.
    const trusted = await authority();
    if (!trusted.ok) return found("realm", "noAnswer", {});
    const realm = await askRealm(trusted.value, username, { http, clock }, signal);
    if (realm.ok) return found("realm", realm.value, { username });
    const { kind, evidence } = realm.failure;
    return found("realm", "notAnswered", { username, error: evidence.systemError ?? kind });
  },
};
