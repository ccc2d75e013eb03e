// The command that a person copies in place of a token: it fetches one itself when it runs, so it may be kept and shared.
import type { Connection } from "../../../shared/connection.ts";
import type { Grant } from "../../../shared/failure.ts";
import { practiceTenant } from "../../../shared/practicePeople.ts";
import { quoteSh } from "../../../shared/setup/shellQuote.ts";
import type { Target } from "./scopes.ts";

export interface CommandSubject {
  /** How the terminal's command is called here. */
  readonly program: string;
  readonly connection: Connection;
  /** What to sign in as; empty where nobody knows. */
  readonly username: string;
  readonly signedInBy: Grant;
  readonly target: Target;
  /** What the token is shown to. */
  readonly address: string;
  /** Where the practice tenant listens, as long as it runs. */
  readonly practiceOrigin: string | undefined;
}

type Option = readonly [name: string, value?: string];

/**
 * For sh. The terminal has accounts of its own, so the command says all that it takes to sign in there, once. All names are
 * between single quotes and those between no others: within double quotes some shells take `!` for a line of the past, in a
 * `$(…)` too. The header goes through standard input, so that no list of processes shows it.
 */
export function copiedCommand(subject: CommandSubject): string {
  const { program, target, address } = subject;
  const options = [
    ...placeOf(subject),
    ...named("--username", subject.username),
    ...wayOf(subject),
    ...named("--in-tenant", target.tenant),
    ...scopesOf(subject),
  ];
  const fetched = [program, "token", ...options.map(written)].join(" ");
  // What a practice tenant of the terminal's own issues is proved by the command itself, and good for no other.
  if (isOwnPractice(subject.connection)) return fetched;
  return `${fetched} | sed 's/^/Authorization: Bearer /' | curl --header @- ${quoteSh(address)}`;
}

/** The one that every program brings along; the practice company is found where the tenant of this program listens. */
function isOwnPractice({ kind, clientId }: Connection): boolean {
  return kind === "practice" && clientId === practiceTenant.clientId;
}

function placeOf({ connection, practiceOrigin = "http://127.0.0.1" }: CommandSubject): readonly Option[] {
  if (isOwnPractice(connection)) return [["--practice"]];
  const { kind, authority, tenant, clientId, federation, mexAddress, caFile } = connection;
  const isPractice = kind === "practice";
  return [
    ["--authority", isPractice ? practiceOrigin : authority],
    ["--kind", isPractice ? "entra" : kind],
    ...named("--tenant", tenant),
    ["--client-id", clientId],
    ...named("--federation", federation),
    ...named("--mex", mexAddress),
    ...named("--ca-file", caFile),
  ];
}

/** Asked for only where the sign-in is not there, or is over. */
function wayOf({ signedInBy }: CommandSubject): readonly Option[] {
  if (signedInBy === "authorizationCode") return [["--browser"]];
  return signedInBy === "deviceCode" ? [["--device-code"]] : [];
}

/** The practice tenant's own are the default, and with them the command proves its token. */
function scopesOf({ connection, target: { scopes } }: CommandSubject): readonly Option[] {
  const isDefault = isOwnPractice(connection) && scopes.join(" ") === practiceTenant.scopes.join(" ");
  return isDefault ? [] : scopes.map((scope) => ["--scope", scope]);
}

function named(name: string, value: string | undefined): readonly Option[] {
  return value === undefined || value === "" ? [] : [[name, value]];
}

/** A value that begins as an option does would be taken for one. */
function written([name, value]: Option): string {
  if (value === undefined) return name;
  return `${name}${value.startsWith("-") ? "=" : " "}${quoteSh(value)}`;
}
