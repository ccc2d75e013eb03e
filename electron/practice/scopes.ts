// Scopes as Entra reads them: one resource per request, `.default`, and what each person has consented to.
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { type Refusal, refuse } from "./errors.ts";

export interface Resource {
  /** The `aud` of its access tokens. */
  readonly audience: string;
  readonly scopes: readonly string[];
  /** What `.default` stands for: scopes listed in the app's registration. */
  readonly registered: readonly string[];
}

export const graph: Resource = {
  audience: "https://graph.microsoft.com",
  scopes: [
    "User.Read",
    "User.ReadBasic.All",
    "Mail.Read",
    "Calendars.Read",
    "Contacts.Read",
    "Files.Read",
    "People.Read",
  ],
  registered: ["User.Read", "Calendars.Read"],
};

const practiceApi: Resource = {
  audience: "api://practice-api",
  scopes: ["Tasks.Read", "Tasks.Write"],
  registered: ["Tasks.Read", "Tasks.Write"],
};

const resources = [graph, practiceApi];
const openIdScopes = ["openid", "profile", "email", "offline_access"];

export interface AskedScopes {
  readonly resource: Resource;
  /** Each as asked (`User.Read`, `https://graph.microsoft.com/.default`) with its bare name. */
  readonly asked: readonly { readonly text: string; readonly name: string }[];
  readonly openId: ReadonlySet<string>;
}

export interface GrantedScopes {
  readonly audience: string;
  /** Bare names for the token's `scp`. */
  readonly scp: string;
  /** The answer's `scope`. */
  readonly answer: string;
}

/** Reads a space-separated scope list without asking who wants it. */
export function readScopes(text: string): AskedScopes | Refusal {
  const words = [...new Set(text.split(" ").filter((word) => word !== ""))];
  if (words.length === 0) return refuse(70011);
  const openId = new Set(words.filter((word) => openIdScopes.includes(word)));
  const asked = words.filter((word) => !openId.has(word)).map((text) => ({ text, ...split(text) }));
  const owners = new Set(asked.map(({ owner }) => owner));
  if (owners.size > 1) return refuse(28000);
  const [owner = graph.audience] = owners;
  const resource = resources.find(({ audience }) => audience === owner);
  if (resource === undefined) return refuse(500011, { detail: owner });
  if (asked.some(({ name }) => name === ".default") && asked.length > 1) {
    return refuse(70011, { detail: ".default cannot be combined with other scopes of its resource." });
  }
  const misspelled = asked.find(({ name }) => !/^[\w.-]+$/.test(name));
  if (misspelled !== undefined) return refuse(70011);
  const unknown = asked.find(({ name }) => name !== ".default" && !resource.scopes.includes(name));
  if (unknown !== undefined) return refuse(650053, { detail: unknown.name });
  return { resource, asked, openId };
}

/** What this person has consented to, of what was asked; a refusal costs these scopes only. */
export function consentedScopes(
  { resource, asked, openId }: AskedScopes,
  person: PracticePerson,
): GrantedScopes | Refusal {
  const names = asked.flatMap(({ name }) => (name === ".default" ? resource.registered : [name]));
  const refused = names.some((name) => !hasConsented(person, name));
  if (refused || person.situation === "consentMissing") return refuse(65001);
  const texts = asked.flatMap(({ text, name }) =>
    name === ".default" ? [...resource.registered.map((each) => text.replace(/\.default$/, each)), text] : [text],
  );
  // Entra names the OpenID scopes in the answer for Graph only, and offline_access never.
  const visible =
    resource === graph ? openIdScopes.filter((scope) => openId.has(scope) && scope !== "offline_access") : [];
  const scp = [...names, ...visible].join(" ");
  return { audience: resource.audience, scp, answer: [...texts, ...visible].join(" ") };
}

function hasConsented(person: PracticePerson, scope: string): boolean {
  return !(person.situation === "partConsent" && scope === "Mail.Read");
}

/** `api://practice-api/Tasks.Read` → owner and name; a bare name belongs to Graph. */
function split(text: string): { owner: string; name: string } {
  const slash = text.lastIndexOf("/");
  if (slash === -1) return { owner: graph.audience, name: text };
  return { owner: text.slice(0, slash).replace(/\/$/, ""), name: text.slice(slash + 1) };
}
