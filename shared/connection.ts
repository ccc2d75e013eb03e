// Where and as which app one signs in: the connection, and a problem per field.
import { reservedScopes } from "./reservedScopes.ts";
import { scopeRules } from "./scopeRules.ts";

/** The practice tenant is Entra-like at a loopback address that is known only while it runs. */
export const authorityKinds = ["practice", "entra", "adfs", "b2c", "ciam", "openid"] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

export const colours = ["blue", "green", "orange", "red", "purple", "grey"] as const;
export type Colour = (typeof colours)[number];

/**
 * How the password of an Entra account is checked: `automatic` asks the user realm first, `managed` always sends it to
 * Entra, `federated` and `ownMex` always to the organisation's own service, found through the realm or a given address.
 */
export const federationModes = ["automatic", "managed", "federated", "ownMex"] as const;
export type FederationMode = (typeof federationModes)[number];

export interface Connection {
  readonly id: string;
  readonly label: string;
  readonly colour: Colour;
  readonly kind: AuthorityKind;
  /**
   * Entra: origin of the cloud (`https://login.microsoftonline.com`). AD FS: up to `/adfs`. B2C: with tenant and policy.
   * CIAM: with the tenant. OpenID: the issuer. Practice: empty.
   */
  readonly authority: string;
  /** Entra and practice: directory ID or domain; empty elsewhere. */
  readonly tenant: string;
  readonly clientId: string;
  /** What the first scope set of a new account asks for. */
  readonly scopes: readonly string[];
  /** A token endpoint on another origin than the authority's, to which a person agreed. */
  readonly confirmedTokenOrigin?: string;
  /** The origin of an authority that no cloud vouches for, which a person trusts all the same. */
  readonly confirmedAuthorityOrigin?: string;
  /** Entra and practice; absent means `automatic`. */
  readonly federation?: FederationMode;
  /** For `ownMex`: where the federation service describes itself. */
  readonly mexAddress?: string;
  /** A file of certificate authorities (PEM) that are trusted for this connection beside the system's. */
  readonly caFile?: string;
}

/** What every form holds, and what only some connections need. */
type PlainField = "label" | "colour" | "kind" | "authority" | "tenant" | "clientId" | "scopes";
type FurtherField = "federation" | "mexAddress" | "caFile";
export type ConnectionField = PlainField | FurtherField;
/** What the form holds: every field as typed. `scopes` is blank-separated. */
export type ConnectionDraft = Readonly<Record<PlainField, string>> &
  Readonly<Partial<Record<FurtherField, string | undefined>>>;

export type ConnectionProblem =
  | "empty"
  | "tooLong"
  | "notUnicode"
  | "notAUrl"
  | "notHttps"
  | "credentialsInUrl"
  | "extraInUrl"
  | "commonTenant"
  | "tenantTwice"
  | "notATenant"
  | "blankInside"
  | "reservedScopesOnly"
  | "noPolicy"
  | "notAbsolute"
  | "notOffered";
export type ConnectionProblems = Readonly<Partial<Record<ConnectionField, ConnectionProblem>>>;

export const longestAddress = 2000;
export const longestPath = 4000;

/** Tenants that stand for many directories, where the password grant is refused before anything is sent. */
export const refusedTenants: readonly string[] = ["common", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"];

/** Kinds of authorities whose accounts may hold tokens of further directories, where they are guests or members. */
export function hasTenants(kind: AuthorityKind): boolean {
  return kind === "entra" || kind === "practice";
}

/** What is wrong with a further directory as it was named (trimmed, lower case), if anything: it must be one directory. */
export function otherTenantProblem(kind: AuthorityKind, tenant: string): ConnectionProblem | undefined {
  if (!hasTenants(kind)) return "notOffered";
  return tenant === "organizations" ? "commonTenant" : tenantProblem(tenant);
}

type Checked =
  | { readonly ok: true; readonly connection: Omit<Connection, "id"> }
  | { readonly ok: false; readonly problems: ConnectionProblems };

/** Turns what was typed into a connection, or says what is wrong with which field. Never throws. */
export function checkConnection(draft: ConnectionDraft): Checked {
  const problems: Partial<Record<ConnectionField, ConnectionProblem>> = {};
  const note = (field: ConnectionField, problem: ConnectionProblem | undefined): void => {
    if (problem !== undefined) problems[field] ??= problem;
  };

  const kind = kindOf(draft);
  const colour = colours.find((c) => c === draft.colour);
  if (kind === undefined) note("kind", "notOffered");
  if (colour === undefined) note("colour", "notOffered");

  const label = draft.label.trim();
  note("label", textProblem(label, 80));
  const clientId = draft.clientId.trim();
  note("clientId", textProblem(clientId, 400) ?? (/\s/.test(clientId) ? "blankInside" : undefined));

  const { authority, tenant } = placeOf(kind ?? "openid", draft, note);
  const scopes = scopeRules(kind ?? "openid").distinct(scopeList(draft.scopes));
  note("scopes", scopesProblem(scopes));

  const further = furtherFields(kind, draft, note);

  if (kind === undefined || colour === undefined || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, connection: { label, colour, kind, authority, tenant, clientId, scopes, ...further } };
}

/** A customer directory is one whatever it was taken for: nothing else is at its hosts. */
function kindOf(draft: ConnectionDraft): AuthorityKind | undefined {
  const kind = authorityKinds.find((each) => each === draft.kind);
  const isCiam = kind !== "practice" && isCiamHost(parseUrl(draft.authority.trim())?.hostname ?? "");
  return kind !== undefined && isCiam ? "ciam" : kind;
}

/** `{name}.ciamlogin.com`, where Microsoft Entra External ID has its directories. */
export function isCiamHost(hostname: string): boolean {
  return /^[a-z0-9-]+\.ciamlogin\.com$/.test(hostname);
}

type Further = Pick<Connection, FurtherField>;

function furtherFields(kind: AuthorityKind | undefined, draft: ConnectionDraft, note: Note): Further {
  const caFile = draft.caFile?.trim() ?? "";
  if (caFile !== "") note("caFile", pathProblem(caFile));
  return { ...(kind === "entra" ? federationOf(draft, note) : {}), ...(caFile === "" ? {} : { caFile }) };
}

function federationOf(draft: ConnectionDraft, note: Note): Further {
  const typed = draft.federation ?? "";
  const federation = federationModes.find((mode) => mode === typed);
  if (typed !== "" && federation === undefined) note("federation", "notOffered");
  if (federation !== "ownMex") return federation === undefined || federation === "automatic" ? {} : { federation };
  const mexAddress = draft.mexAddress?.trim() ?? "";
  note("mexAddress", addressProblem(mexAddress));
  return { federation, mexAddress };
}

/** Relative paths would mean another file in each host. */
function pathProblem(path: string): ConnectionProblem | undefined {
  if (path.length > longestPath) return "tooLong";
  if (!path.isWellFormed()) return "notUnicode";
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path) ? undefined : "notAbsolute";
}

type Note = (field: ConnectionField, problem: ConnectionProblem | undefined) => void;

/** Blank-separated text as a list of distinct scopes, in the order typed. */
export function scopeList(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((scope) => scope !== ""))];
}

/** What is wrong with a list of scopes, if anything. RFC 6749 3.3 allows printable ASCII but `"` and `\`. */
export function scopesProblem(scopes: readonly string[]): ConnectionProblem | undefined {
  if (scopes.length === 0) return "empty";
  if (scopes.length > 100 || scopes.some((scope) => scope.length > 500)) return "tooLong";
  if (scopes.some((scope) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope))) return "notUnicode";
  return scopes.every((scope) => reservedScopes.includes(scope)) ? "reservedScopesOnly" : undefined;
}

/** http is for loopback alone; everything else is https, so that no password travels in clear. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function placeOf(
  kind: AuthorityKind,
  draft: ConnectionDraft,
  note: Note,
): { readonly authority: string; readonly tenant: string } {
  const inField = draft.tenant.trim().toLowerCase();
  if (kind === "practice") {
    note("tenant", tenantProblem(inField));
    return { authority: "", tenant: inField };
  }
  const typed = withoutExtras(kind, draft.authority.trim());
  const problem = addressProblem(typed) ?? (kind === "b2c" && pathOf(typed).length < 2 ? "noPolicy" : undefined);
  note("authority", problem);
  if (problem !== undefined) return { authority: typed, tenant: inField };
  if (kind === "entra") return entraPlace(typed, inField, note);
  if (kind === "ciam") return { authority: ciamAuthority(typed, inField), tenant: "" };
  return { authority: authorityOf[kind](typed), tenant: "" };
}

/** The address of an authority as it is kept for a kind, from the address of one that is fit for it. */
export function authorityAs(kind: Exclude<AuthorityKind, "practice" | "entra">, typed: string): string {
  const plain = withoutExtras(kind, typed);
  return kind === "ciam" ? ciamAuthority(plain, "") : authorityOf[kind](plain);
}

/** How each kind's address is kept. An OpenID issuer is compared letter by letter, so what was typed stays as it is. */
const authorityOf: Readonly<Record<"adfs" | "b2c" | "openid", (typed: string) => string>> = {
  openid: (typed) => typed,
  adfs: (typed) => `${parseUrl(typed)?.origin ?? ""}/adfs`,
  b2c: (typed) => `${parseUrl(typed)?.origin ?? ""}/${pathOf(typed).join("/")}`,
};

/** `https://{name}.ciamlogin.com` stands for its tenant of the same name. */
function ciamAuthority(typed: string, inField: string): string {
  const url = parseUrl(typed);
  const name = url?.hostname.split(".")[0] ?? "";
  const named = pathOf(typed)[0] ?? (/^[a-z0-9][a-z0-9.-]*$/.test(inField) ? inField : `${name}.onmicrosoft.com`);
  return `${url?.origin ?? ""}/${named.toLowerCase()}`;
}

const document = "/.well-known/openid-configuration";

/** The address of the document is as good as the authority's own, and a B2C policy may stand in the query. */
function withoutExtras(kind: AuthorityKind, typed: string): string {
  const [address = "", policy] = kind === "b2c" ? typed.split(/\?p=([\w-]+)$/i) : [typed];
  const plain = address.endsWith(document) ? address.slice(0, -document.length) : address;
  const place = kind === "b2c" ? plain.replace(/\/v2\.0\/?$/, "") : plain;
  return policy === undefined ? place : `${place.replace(/\/$/, "")}/${policy}`;
}

function entraPlace(
  typed: string,
  inField: string,
  note: Note,
): { readonly authority: string; readonly tenant: string } {
  const inPath = (pathOf(typed)[0] ?? "").toLowerCase();
  if (inPath !== "" && inField !== "" && inPath !== inField) note("tenant", "tenantTwice");
  const tenant = inField === "" ? inPath : inField;
  note("tenant", tenantProblem(tenant));
  return { authority: parseUrl(typed)?.origin ?? typed, tenant };
}

function pathOf(typed: string): readonly string[] {
  return (parseUrl(typed)?.pathname ?? "").split("/").filter((part) => part !== "");
}

function textProblem(text: string, longest: number): ConnectionProblem | undefined {
  if (text === "") return "empty";
  if (text.length > longest) return "tooLong";
  return text.isWellFormed() ? undefined : "notUnicode";
}

function tenantProblem(tenant: string): ConnectionProblem | undefined {
  if (tenant === "") return "empty";
  if (tenant.length > 255) return "tooLong";
  if (refusedTenants.includes(tenant)) return "commonTenant";
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(tenant) ? undefined : "notATenant";
}

/** What is wrong with the address of an authority, however it came to us: typed, in a file, in stored settings. */
export function addressProblem(text: string): ConnectionProblem | undefined {
  if (text === "") return "empty";
  if (text.length > longestAddress) return "tooLong";
  // Letters that only look like others are written in ASCII (punycode) where they are meant.
  if (!/^[\x21-\x5b\x5d-\x7e]*$/.test(text)) return "notAUrl";
  const url = parseUrl(text);
  if (url === undefined) return "notAUrl";
  if (url.username !== "" || url.password !== "") return "credentialsInUrl";
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) return "extraInUrl";
  const secure = url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
  return secure ? undefined : "notHttps";
}

// `shared` has no DOM and no Node types; a URL parser is in every host all the same.
interface UrlParts {
  readonly protocol: string;
  readonly hostname: string;
  readonly origin: string;
  readonly pathname: string;
  readonly username: string;
  readonly password: string;
  readonly search: string;
  readonly hash: string;
}
const host = globalThis as unknown as { readonly URL: new (text: string) => UrlParts };

function parseUrl(text: string): UrlParts | undefined {
  try {
    return new host.URL(text);
  } catch {
    return undefined;
  }
}
