// Mangled replies as bytes on the wire: what servers, proxies and broken lines make of good and bad ones, secrets echoed.
import * as fc from "fast-check";
import type { Fetch } from "../../../electron/core/ports.ts";
import { base64Json, idToken, tenantId } from "../grants/asking.ts";
import { recordedReplies } from "./recordedReplies.ts";

/** What the program sends in confidence. */
export const sent = {
  password: 'Pa55wört & <geheim> "%+=" 100%',
  refreshToken: `0.ARefresh-${"r".repeat(40)}_sent/+==`,
  code: `1.ACode-${"c".repeat(40)}.sent`,
  deviceCode: `DEVICE-${"d".repeat(40)}-sent`,
  verifier: `verifier-${"v".repeat(34)}`,
} as const;

export const issuer = "https://login.example";

/** What a good server sends in confidence. */
const given = {
  access_token: `eyJhbGciOiJSUzI1NiJ9.${base64Json({ aud: "api", note: "given access token" })}.given-signature`,
  refresh_token: `0.AGiven-${"g".repeat(40)}-refresh`,
  id_token: idToken(issuer, { preferred_username: "ann@contoso.example", name: "Ann", nonce: "a-nonce" }),
};
const givenDeviceCode = `DEVICE-given-${"e".repeat(40)}`;

export const goodReplies: readonly (Wire & { readonly body: string })[] = [
  { token_type: "Bearer", expires_in: 3600, scope: "User.Read", ...given },
  {
    token_type: "bearer",
    expires_in: "3599",
    ext_expires_in: 7200,
    refresh_in: 1800,
    client_info: base64Json({ uid: "a-subject", utid: tenantId }),
    ...given,
  },
  { access_token: given.access_token, token_type: "Bearer" },
  {
    device_code: givenDeviceCode,
    user_code: "ABCD-EFGH",
    verification_uri: "https://login.example/device",
    verification_uri_complete: "https://login.example/device?code=ABCD-EFGH",
    expires_in: 900,
    interval: 5,
  },
].map((json) => ({ status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(json) }));

export interface Wire {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

const recorded: readonly Wire[] = (await recordedReplies()).map(({ reply: { status, headers, text } }) => ({
  status,
  headers,
  body: text,
}));

/** Half of them from good replies: only those have tokens to lose. */
const origins = fc.oneof(fc.constantFrom(...goodReplies), fc.constantFrom(...recorded));

const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => new URLSearchParams({ text }).toString().slice(5),
  (text) => `The value '${text}' was not accepted. Trace ID: ${text}`,
  (text) => `AADSTS50126: ${text}\r\nTrace ID: 1`,
];
/** Some of these secrets, as a server might repeat it. */
const echoOf = (secrets: readonly string[]): fc.Arbitrary<string> =>
  secrets.length === 0
    ? fc.constant("nothing")
    : fc.tuple(fc.constantFrom(...secrets), fc.constantFrom(...spellings)).map(([text, spell]) => spell(text));

const fields = `
  error error_description error_codes suberror claims error_uri trace_id timestamp access_token
  token_type expires_in refresh_in ext_expires_in refresh_token id_token client_info scope user_code
  device_code verification_uri interval title detail refresh_token_expires_in __proto__ constructor
  message
`;
const fieldNames = fields.trim().split(/\s+/);
const oddNumbers = fc.constantFrom(-1, 0, 1e-9, 1e308, 2 ** 53, "NaN", "1e999", "-5", null);

type Mangle = (wire: Wire) => Wire;
const textOf = ({ body }: Wire): string => (typeof body === "string" ? body : new TextDecoder().decode(body));
const bytesOf = ({ body }: Wire): Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? new TextEncoder().encode(body) : body.slice();

const otherFields = (echoed: fc.Arbitrary<string>): fc.Arbitrary<Mangle> =>
  fc
    .dictionary(fc.constantFrom(...fieldNames), fc.oneof(fc.jsonValue({ maxDepth: 2 }), echoed, oddNumbers), {
      maxKeys: 4,
    })
    .map((changes) => (wire) => ({ ...wire, body: JSON.stringify({ ...objectIn(textOf(wire)), ...changes }) }));

const cutShort = fc.nat(1500).map((length): Mangle => (wire) => ({ ...wire, body: bytesOf(wire).slice(0, length) }));

const otherBytes = fc
  .array(fc.tuple(fc.nat(1500), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 })
  .map((changes): Mangle => (wire) => {
    const body = bytesOf(wire);
    for (const [place, byte] of changes) if (place < body.length) body[place] = byte;
    return { ...wire, body };
  });

const otherEncoding = fc.constantFrom<Mangle>(
  (wire) => ({ ...wire, body: new Uint8Array(Buffer.from(textOf(wire), "utf16le")) }),
  (wire) => ({ ...wire, body: new Uint8Array(Buffer.from(textOf(wire), "latin1")) }),
  (wire) => ({ ...wire, body: Buffer.from(textOf(wire)).toString("base64") }),
  (wire) => ({ ...wire, body: JSON.stringify(textOf(wire)) }),
  (wire) => ({ ...wire, body: `[${textOf(wire)}]` }),
);

const wrapped = (echoed: fc.Arbitrary<string>): fc.Arbitrary<Mangle> =>
  fc
    .tuple(
      fc.constantFrom("\ufeff", "\0", ")]}',\n", "Warning: x on line 1 ", "<!doctype html><title>", "data: ", " \n"),
      fc.oneof(fc.constantFrom("", "</title>", ";", "\n\n"), echoed),
    )
    .map(([before, after]) => (wire) => ({ ...wire, body: `${before}${textOf(wire)}${after}` }));

const otherStatus = fc.integer({ min: 200, max: 599 }).map((status): Mangle => (wire) => ({ ...wire, status }));

const headerNames = ["content-type", "retry-after", "date", "x-ms-request-id", "www-authenticate", "x-ms-clitelem"];
const otherHeaders = (echoed: fc.Arbitrary<string>): fc.Arbitrary<Mangle> => {
  const odd = fc.constantFrom("text/html", "text/plain;charset=utf-16", "-1", "99999999999", "Thu, 99 Foo 0000");
  const text = fc
    .oneof(odd, fc.string({ maxLength: 60 }), echoed)
    .map((value) => value.replaceAll(/[^\x20-\x7e]/g, ""));
  return fc
    .dictionary(fc.constantFrom(...headerNames), text, { maxKeys: 3 })
    .map((changes) => (wire) => ({ ...wire, headers: { ...wire.headers, ...changes } }));
};

/** A reply of which up to three things are wrong, with these secrets repeated here and there. */
export function mangledWire(secrets: readonly string[]): fc.Arbitrary<Wire> {
  const echoed = echoOf(secrets);
  const mangles = fc.oneof(
    { arbitrary: otherFields(echoed), weight: 4 },
    { arbitrary: wrapped(echoed), weight: 1 },
    { arbitrary: otherHeaders(echoed), weight: 1 },
    ...[cutShort, otherBytes, otherEncoding, otherStatus].map((arbitrary) => ({ arbitrary, weight: 1 })),
  );
  return fc
    .tuple(origins, fc.array(mangles, { minLength: 1, maxLength: 3 }))
    .map(([origin, all]) => all.reduce((wire, mangle) => mangle(wire), origin));
}

export const looksLikeJson = (wire: Wire): boolean => /^\s*[{["]/.test(textOf(wire));

/** Gives the same reply to everything that is asked. */
export const fetchOf =
  ({ status, headers, body }: Wire): Fetch =>
  () =>
    Promise.resolve(new Response([204, 205, 304].includes(status) ? null : body, { status, headers }));

/** Whatever a text shows that it must not: of ours the whole, in whichever spelling; of what a server gave any piece. */
export function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  const whole = secrets.filter((secret) => spellings.some((spell) => text.includes(spell(secret))));
  const pieces = Object.entries({ ...given, device_code: givenDeviceCode }).filter(([, token]) =>
    holdsPiece(text, token),
  );
  return [...whole, ...pieces.map(([name]) => `a piece of the ${name}`)];
}

const pieceLength = 24;

function holdsPiece(text: string, token: string): boolean {
  for (let at = 0; at + pieceLength <= token.length; at += 4) {
    if (text.includes(token.slice(at, at + pieceLength))) return true;
  }
  return false;
}

function objectIn(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? json : {};
  } catch {
    return {};
  }
}
