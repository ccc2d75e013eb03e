// What a person chose for the app registration, checked before it goes into a command, a link or a letter.
import { askedScopes, scopeParts, scopeTroubles } from "./scopes.ts";
import type { Cloud } from "./clouds.ts";
import { isGuid } from "./guid.ts";

export interface SetupChoices {
  readonly cloud: Cloud;
  /** Directory ID, domain or `organizations`. */
  readonly tenant: string;
  /** What the app registration is called. Never empty in commands: see `plainName`. */
  readonly appName: string;
  /** Of a registration that is there already. */
  readonly clientId?: string;
  readonly scopes: readonly string[];
}

export type ChoiceProblem = "tenant" | "clientId" | "scopes" | "cloud";

/** Where the browser comes back to. Any port of this machine is meant (https://learn.microsoft.com/entra/identity-platform/reply-url). */
export const loopbackRedirect = "http://localhost";

const defaultName = "TokenTray";

/**
 * What cannot go into a command as it is. Apart from the name, which is made plain, only letters, digits and a few marks
 * are let through: az on Windows is a batch file, and reads what PowerShell had quoted a second time.
 */
export function choiceProblem(choices: SetupChoices): ChoiceProblem | undefined {
  if (!/^[a-z0-9](?:[a-z0-9.-]{0,253}[a-z0-9])?$/i.test(choices.tenant)) return "tenant";
  if (choices.clientId !== undefined && !isGuid(choices.clientId)) return "clientId";
  const scopes = askedScopes(choices.scopes);
  const readable = scopes.every((scope) => /^[a-z0-9][a-z0-9:/._~-]*$|^\.default$/i.test(scope));
  if (!readable || scopeTroubles(scopes).includes("noPermission")) return "scopes";
  return undefined;
}

/** A name that no shell, batch file or az takes for anything else: one line, no marks of theirs, at most 120 characters. */
export function plainName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{M}\p{N} ()._-]+/gu, " ")
    .replaceAll(/ +/g, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "");
  return Array.from(plain).slice(0, 120).join("").trim() || defaultName;
}

export interface WantedApi {
  /** App ID of a Microsoft API, or what the scope calls one's own. */
  readonly resource: string;
  readonly name: string;
  readonly known: boolean;
  /** Names of delegated permissions; `.default` among them means the list in the registration. */
  readonly permissions: readonly string[];
}

/** The scopes by API, in the order in which the APIs first appear. */
export function wantedApis(scopes: readonly string[]): readonly WantedApi[] {
  const byApi = new Map<string, WantedApi>();
  for (const { resource, permission, api } of askedScopes(scopes).map(scopeParts)) {
    const id = api?.appId ?? resource;
    const seen = byApi.get(id) ?? {
      resource: id,
      name: api?.name ?? resource,
      known: api !== undefined,
      permissions: [],
    };
    byApi.set(id, { ...seen, permissions: [...new Set([...seen.permissions, permission])] });
  }
  return [...byApi.values()];
}
