// Connections as a secret-free JSON text for others, and the careful look at such a text before anything of it is taken.
import * as z from "zod/mini";
import { checkConnection, scopeList, type Connection, type ConnectionDraft } from "../../../shared/connection.ts";
import type { ImportItem, ImportPreview, ImportProblem } from "../../../shared/contract.ts";
import { belongsTo } from "../connections.ts";

const format = "tokentray-connections";
const version = 1;
const mostConnections = 1_000;
const fields = ["label", "colour", "kind", "authority", "tenant", "clientId", "scopes"] as const;
/**
 * Where they differ from what is usual. What a person trusts (another token endpoint, an authority, a certificate file)
 * goes into no file and comes from none: a foreign address of a federation service is asked about at the first sign-in.
 */
const furtherFields = ["federation", "mexAddress"] as const;

/** What no such file has any business to hold, wherever it stands. */
const secretNames = /pass(?:word|wd|phrase)?|secret|token|credential|assertion|private|apikey|authorization|cookie/i;

export function writeConnections(connections: readonly Connection[]): string {
  const items = connections.map((connection) =>
    // Fields without a value are left out by JSON.
    Object.fromEntries([...fields, ...furtherFields].map((field) => [field, connection[field]])),
  );
  return `${JSON.stringify({ format, version, connections: items }, null, 2)}\n`;
}

const envelope = z.object({ format: z.literal(format), version: z.number(), connections: z.array(z.unknown()) });
const item = z.object({
  label: z.string(),
  colour: z.string(),
  kind: z.string(),
  authority: z.string(),
  tenant: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  federation: z.optional(z.string()),
  mexAddress: z.optional(z.string()),
});

/** Never throws and changes nothing. Unknown fields and secrets are refused, not passed over: the file is not what it says. */
export function previewImport(text: string, known: readonly Connection[]): ImportPreview {
  const parsed = parse(text);
  if (parsed === undefined) return refused("notJson");
  if (holdsSecret(parsed)) return refused("secret");
  const file = z.safeParse(envelope, parsed);
  if (!file.success) return refused("notOurs");
  if (file.data.version !== version) return refused("newerFormat");
  if (hasOtherFields(parsed, ["format", "version", "connections"])) return refused("unknownField");
  if (file.data.connections.length > mostConnections) return refused("tooMany");
  return { items: file.data.connections.map((each) => look(each, known)) };
}

function look(value: unknown, known: readonly Connection[]): ImportItem {
  const read = z.safeParse(item, value);
  if (!read.success) return { connection: unreadable, problem: "notOurs", known: false };
  const connection = read.data as unknown as Omit<Connection, "id">;
  if (hasOtherFields(value, [...fields, ...furtherFields]))
    return { connection, problem: "unknownField", known: false };
  const addresses = [connection.authority, connection.mexAddress ?? ""];
  if (!addresses.every((address) => plainAddress.test(address)))
    return { connection, problem: "notAllowed", known: false };
  const checked = checkConnection(draftOf(read.data));
  if (!checked.ok) return { connection, problem: "notAllowed", known: false };
  const same = (old: Connection): boolean => belongsTo(old, { ...checked.connection, id: old.id });
  return { connection: checked.connection, known: known.some(same) };
}

/** What a URL is written in (RFC 3986): letters of other scripts, blanks and backslashes could make a host look like another. */
const plainAddress = /^[\x21-\x5b\x5d-\x7e]*$/;

const unreadable: Omit<Connection, "id"> = {
  label: "",
  colour: "grey",
  kind: "openid",
  authority: "",
  tenant: "",
  clientId: "",
  scopes: [],
};

function draftOf(read: z.infer<typeof item>): ConnectionDraft {
  return { ...read, scopes: scopeList(read.scopes.join(" ")).join(" ") };
}

function refused(problem: ImportProblem): ImportPreview {
  return { problem, items: [] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasOtherFields(value: unknown, allowed: readonly string[]): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).some((key) => !allowed.includes(key));
}

/** Looks at every field name, however deep; a loop instead of recursion, so that depth cannot overflow. */
function holdsSecret(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next) && Object.keys(next).some((key) => secretNames.test(key))) return true;
    left.push(...(Object.values(next) as unknown[]));
  }
  return false;
}
