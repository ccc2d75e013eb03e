// A server's answer without our secrets: the only form in which one is read for people. Secrets go before anything is cut.
import type { Reply } from "../grants/reply.ts";
import { Secret } from "../secret.ts";
import { isKnownName } from "./knownNames.ts";
import { createRedactor, type Redactor } from "./redact.ts";

declare const clean: unique symbol;

/** Nothing makes one but `refusalOf`. */
export interface Refusal extends Pick<Reply, "status" | "text" | "tooLarge"> {
  /** The fields that are read, and no others; where a text holds a secret, there is a mark in its place. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** As they came, for deciding alone: what is shown of them goes through the redactor. */
  readonly headers: Reply["headers"];
  readonly redactor: Redactor;
  readonly [clean]: true;
}

export interface Confidence {
  /** All that was sent in confidence: password, tokens. */
  readonly secrets: readonly Secret[];
  readonly username?: string;
}

export function refusalOf(reply: Reply, { secrets, username }: Confidence): Refusal {
  const redactor = createRedactor([...secrets, ...givenIn(reply)], username);
  const { status, headers, tooLarge, json } = reply;
  const refusal: Omit<Refusal, typeof clean> = {
    status,
    headers,
    tooLarge,
    text: json === undefined ? redactor.mask(reply.text, tooLarge) : "",
    redactor,
    ...(json === undefined ? {} : { json: cleanFields(json, redactor) }),
  };
  return refusal as Refusal;
}

/** What the server itself gave in confidence, in an answer that is a refusal all the same. */
function givenIn({ json = {} }: Reply): readonly Secret[] {
  const texts = ["access_token", "refresh_token", "id_token", "device_code"].map((name) => json[name]);
  return texts.flatMap((text) => (typeof text === "string" ? [new Secret(text)] : []));
}

const names = ["error", "suberror", "errorCode"];
const sentences =
  "error_description message detail errorSummary title trace_id timestamp password_change_url error_uri".split(" ");
/** Numbers, and JSON that counts only as a whole. */
const others = ["error_codes", "claims"];

function cleanFields(json: Readonly<Record<string, unknown>>, redactor: Redactor): Readonly<Record<string, unknown>> {
  const { error } = json;
  return {
    ...pick(json, others, (value) => value),
    ...pick(json, sentences, (value) => masked(value, redactor)),
    ...pick(json, names, (value) => named(value, redactor)),
    ...(isObject(error)
      ? {
          error: {
            ...pick(error, ["code"], (value) => named(value, redactor)),
            message: masked(error["message"], redactor),
          },
        }
      : {}),
  };
}

function pick(
  json: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  read: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.filter((name) => Object.hasOwn(json, name)).map((name) => [name, read(json[name])]));
}

function masked(value: unknown, redactor: Redactor): unknown {
  return typeof value === "string" ? redactor.mask(value) : undefined;
}

/** A name that every server knows is no echo, whatever somebody chose as password. */
function named(value: unknown, redactor: Redactor): unknown {
  return typeof value === "string" && isKnownName(value) ? value : masked(value, redactor);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
