// Scopes as Entra reads them: one resource per request, `.default`, and what each person has consented to.
import type { PracticePerson } from "../../shared/practicePeople.ts";
import type { App } from "./apps.ts";
import type { Consents } from "./consents.ts";
import { isRefusal, type Refusal, refuse } from "./errors.ts";
import { adminScopes, graph, type Resource, resources } from "./resources.ts";

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

/** Reads scopes of any number of resources, as a request for consent may name them; the OpenID scopes go with the first. */
export function readAllScopes(text: string): readonly AskedScopes[] | Refusal {
  const byOwner = Map.groupBy(
    text.split(" ").filter((word) => word !== "" && !openIdScopes.includes(word)),
    (word) => split(word).owner,
  );
  const openId = text.split(" ").filter((word) => openIdScopes.includes(word));
  const [first = [], ...others] = byOwner.values();
  const all: AskedScopes[] = [];
  for (const words of [[...first, ...openId], ...others]) {
    const read = readScopes(words.join(" "));
    if (isRefusal(read)) return read;
    all.push(read);
  }
  return all;
}

/** The names asked for, each with its resource in front. */
export function fullNames(asked: AskedScopes, app: App): readonly string[] {
  return namesAsked(asked, app).map((name) => `${asked.resource.audience}/${name}`);
}

/** What of a resource the app's registration lists: what `.default` asks for. */
export function registeredScopes({ permissions }: Pick<App, "permissions">, { audience }: Resource): readonly string[] {
  return permissions.map(split).flatMap(({ owner, name }) => (owner === audience ? [name] : []));
}

/** Bare names of the resource's scopes that are asked for, `.default` spelt out. */
export function namesAsked({ resource, asked }: AskedScopes, app: App): readonly string[] {
  return asked.flatMap(({ name }) => (name === ".default" ? registeredScopes(app, resource) : [name]));
}

/** Which of the scopes asked for still need somebody's consent; undefined when nothing is missing. */
export function missingConsent(
  asked: AskedScopes,
  app: App,
  person: PracticePerson,
  consents: Consents,
): readonly string[] | undefined {
  const held = consents.held(app, person, asked.resource);
  // `.default` takes what there is; it asks for consent only where there is none at all.
  if (asked.asked.some(({ name }) => name === ".default") && held.size > 0) return undefined;
  const missing = namesAsked(asked, app).filter((name) => !held.has(name));
  return missing.length > 0 || !consents.any(app, person) ? missing : undefined;
}

/** Whether the person's own word is enough for these scopes, or only an admin's will do. */
export function needsAdmin(app: App, names: readonly string[]): boolean {
  return app.userConsent === "adminsOnly" || names.some((name) => adminScopes.includes(name));
}

/** What this person has consented to, of what was asked; a refusal costs these scopes only. */
export function consentedScopes(
  request: AskedScopes,
  app: App,
  person: PracticePerson,
  consents: Consents,
): GrantedScopes | Refusal {
  const missing = missingConsent(request, app, person, consents);
  if (missing !== undefined) return refuse(needsAdmin(app, missing) ? 90094 : 65001);
  const { resource, asked, openId } = request;
  const behindDefault = heldOfDefault(request, app, consents.held(app, person, resource));
  const names = asked.flatMap(({ name }) => (name === ".default" ? behindDefault : [name]));
  const texts = asked.flatMap(({ text, name }) =>
    name === ".default" ? [...behindDefault.map((each) => text.replace(/\.default$/, each)), text] : [text],
  );
  // Entra names the OpenID scopes in the answer for Graph only, and offline_access never.
  const visible =
    resource === graph ? openIdScopes.filter((scope) => openId.has(scope) && scope !== "offline_access") : [];
  const scp = [...names, ...visible].join(" ");
  return { audience: resource.audience, scp, answer: [...texts, ...visible].join(" ") };
}

/** Of the registered scopes those that are consented to; where none is, whatever else was. */
function heldOfDefault({ resource }: AskedScopes, app: App, held: ReadonlySet<string>): readonly string[] {
  const registered = registeredScopes(app, resource).filter((name) => held.has(name));
  return registered.length > 0 ? registered : [...held];
}

/** `api://practice-api/Tasks.Read` → owner and name; a bare name belongs to Graph. */
function split(text: string): { owner: string; name: string } {
  const slash = text.lastIndexOf("/");
  if (slash === -1) return { owner: graph.audience, name: text };
  return { owner: text.slice(0, slash).replace(/\/$/, ""), name: text.slice(slash + 1) };
}
