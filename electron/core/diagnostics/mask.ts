// Puts stand-ins for user names, tenants and client IDs into texts that others will read.
import type { SignIn, Snapshot } from "../../../shared/snapshot.ts";
import { isLoopbackHost } from "../../../shared/connection.ts";
import { cloudOf } from "../authority/clouds.ts";

export interface MaskWishes {
  readonly maskNames: boolean;
  readonly maskTenant: boolean;
}

export type Mask = (text: string) => string;

/**
 * Masks all that the snapshot knows, in whichever case and URL spelling, and whatever looks like it: a server's sentence
 * may name somebody whom the program does not know. The same name gets the same stand-in within one mask.
 */
export function createMask(snapshot: Snapshot, { maskNames, maskTenant }: MaskWishes): Mask {
  const people = stableNames();
  const names = namesIn(snapshot);
  const rules: readonly Rule[] = [
    ...(maskNames ? [{ pattern: address, put: people }] : []),
    ...(maskNames && names.length > 0 ? [{ pattern: anyOf(names), put: people }] : []),
    ...(maskTenant ? [{ pattern: guid, put: partly }] : []),
    ...(maskTenant ? [{ pattern: anyOf(tenantsIn(snapshot, names)), put: partly }] : []),
    ...(maskTenant ? [{ pattern: domainOfAddress, put: partly }] : []),
  ];
  if (rules.length === 0) return (text) => text;
  // In one pass, so that no stand-in is masked again.
  const all = new RegExp(rules.map(({ pattern }) => `(${pattern})`).join("|"), "giu");
  return (text) =>
    text.replace(all, (whole, ...groups: unknown[]) => {
      const rule = rules[groups.findIndex((group) => group !== undefined)];
      return rule === undefined ? whole : rule.put(whole);
    });
}

interface Rule {
  /** Without capturing groups. */
  readonly pattern: string;
  readonly put: (found: string) => string;
}

const address = String.raw`[^\s@"'<>()\[\]{},;:/?=&|“”‘’]+(?:@|%40)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?`;
const domainOfAddress = String.raw`(?<=@|%40)[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]`;
const guid = String.raw`(?<![\da-f])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-f])`;

/** The longest first. Short texts count as whole words only: they must not tear other words apart. */
function anyOf(texts: readonly string[]): string {
  const spellings = texts.flatMap((text) => [text, text.normalize("NFC"), text.normalize("NFD"), inUrl(text)]);
  const longestFirst = [...new Set(spellings)].toSorted((a, b) => b.length - a.length);
  return `(?:${longestFirst.map((text) => (text.length < shortestPart ? wholeWord(text) : escaped(text))).join("|")})`;
}

const shortestPart = 5;

function wholeWord(text: string): string {
  return String.raw`(?<![\p{L}\p{N}])${escaped(text)}(?![\p{L}\p{N}])`;
}

function inUrl(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function escaped(text: string): string {
  return text.toWellFormed().replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

function stableNames(): (name: string) => string {
  const numbers = new Map<string, number>();
  return (name) => {
    const key = decoded(name).normalize("NFC").toLowerCase();
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return `user${number}@…`;
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Enough to tell two of them apart and to recognise one's own. */
function partly(text: string): string {
  return text.length < 10 ? "…" : `${Array.from(text).slice(0, 4).join("")}…`;
}

function namesIn({ accounts, attempts, signIn, lastUsed, passwordPauses, checks }: Snapshot): readonly string[] {
  const all = [
    ...accounts.flatMap(({ username, name, askedAs = [] }) => [username, name, ...askedAs]),
    ...accounts.flatMap(({ tenantProfiles = [] }) => tenantProfiles.flatMap(({ username, name }) => [username, name])),
    ...attempts.map(({ username }) => username),
    ...passwordPauses.map(({ username }) => username),
    ...(checks?.results ?? []).map(({ facts }) => facts["username"]),
    signIn?.username,
    ...personsIn(signIn),
    lastUsed?.username,
  ];
  return [...new Set(all.map((name) => name?.trim() ?? ""))].filter((name) => name !== "");
}

/** Who signed in and is not kept, or not yet. */
function personsIn(signIn: SignIn | undefined): readonly (string | undefined)[] {
  const { question, result } = signIn ?? {};
  const evidence = result?.ok === false ? result.failure.evidence : {};
  return [question?.asked, question?.signedInAs, evidence.askedFor, evidence.signedInAs];
}

/** The tenants, the client IDs, the domains of user names, and where an authority's own address tells whose it is. */
function tenantsIn({ connections, accounts, attempts }: Snapshot, names: readonly string[]): readonly string[] {
  const tenants = [
    ...connections.map(({ tenant }) => tenant),
    // Where people are guests tells as much as where they are at home.
    ...accounts.flatMap(({ scopeSets }) => scopeSets.map(({ tenant }) => tenant ?? "")),
    ...accounts.flatMap(({ tenantProfiles = [] }) => tenantProfiles.map(({ askedAs }) => askedAs)),
    ...attempts.map(({ tenant }) => tenant ?? ""),
  ];
  const places = [
    ...tenants.flatMap((tenant) => [tenant, /^(.{4,})\.onmicrosoft\.com$/.exec(tenant)?.[1] ?? ""]),
    ...connections.flatMap(({ clientId, authority }) => [clientId, ...tellingParts(authority)]),
  ];
  const domains = names.map((name) => (name.includes("@") ? name.slice(name.lastIndexOf("@") + 1) : ""));
  return [...new Set([...places, ...domains])].filter((text) => text !== "");
}

function tellingParts(authority: string): readonly string[] {
  const url = URL.parse(authority);
  if (url === null) return [];
  const path = url.pathname.replaceAll(/^\/+|\/+$/g, "");
  const known = cloudOf(url.host) !== undefined || isLoopbackHost(url.hostname);
  return known ? [path] : [url.hostname, path];
}
