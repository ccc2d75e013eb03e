// A secret that a server repeats is in nothing that is shown, in whichever spelling and wherever our cuts fall.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify } from "../../../electron/core/diagnostics/classify.ts";
import { createRedactor } from "../../../electron/core/diagnostics/redact.ts";
import type { Reply } from "../../../electron/core/grants/reply.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { explain } from "../../../shared/explain.ts";
import type { Failure } from "../../../shared/failure.ts";
import { technicalDetails } from "../../../shared/technicalDetails.ts";
import { spellings } from "../../support/spellings.ts";

const passwords = [
  "Tr0ub4dor&3<x>",
  "Grüße/an \"Ünal\" 'ß'?",
  "π≈3.14159 — жуков 日本語",
  "a+b c%2Fd=e&f;g#h",
  "C:\\new\\temp\\x7f&amp;",
  "  zwei  Blanks  ",
  "hunter2!",
  "x9!q",
  "👩‍👩‍👧 & Ωmega-ﬃ №7",
  "qwertzuiop-0123456789-".repeat(6),
];

const show = (password: string, text: string, longest = 1000): string =>
  createRedactor([new Secret(password)], "ann@corp.test").show(text, longest) ?? "";

/** The beginning and the end of what was repeated, as far as they tell four characters or more of it. */
function piecesOf(spelled: string): readonly string[] {
  const size = Math.max(4, Math.ceil(spelled.length / 2));
  return [spelled.slice(0, size), spelled.slice(-size)];
}

describe.each(Object.entries(spellings))("a password repeated %s", (_, spell) => {
  it.each(passwords)("is not shown: %s", (password) => {
    const spelled = spell(password);
    const said = `The server was sent ${spelled} for user ann@corp.test and does not like that.`;
    const text = show(password, said);
    for (const piece of piecesOf(spelled)) expect(text).not.toContain(piece);
    expect(text).toMatch(/^The server was sent .*\[secret\].* and does not like that\.$/);
  });
});

const wordsOf = (length: number): string =>
  "lorem ipsum dolor sit amet ".repeat(Math.ceil(length / 27)).slice(0, length);

/** Wherever a server can put a text. */
const places: Readonly<Record<string, (text: string) => Partial<Reply>>> = {
  error: (text) => ({ json: { error: text } }),
  suberror: (text) => ({ json: { error: "invalid_grant", suberror: text } }),
  error_description: (text) => ({ json: { error: "invalid_grant", error_description: text } }),
  "error.message": (text) => ({ json: { error: { code: text, message: text } } }),
  detail: (text) => ({ json: { title: text, detail: text } }),
  message: (text) => ({ json: { message: text } }),
  errorSummary: (text) => ({ json: { errorCode: text, errorSummary: text } }),
  claims: (text) => ({ json: { error: "interaction_required", claims: { access_token: { note: text } } } }),
  error_uri: (text) => ({ json: { error: "x", error_uri: `https://login.example/${encodeURIComponent(text)}` } }),
  trace_id: (text) => ({ json: { error: "x", trace_id: text, timestamp: text } }),
  "IDs in the sentence": (text) => ({
    json: { error: "x", error_description: `No. Trace ID: ${text} Timestamp: ${text}` },
  }),
  codes: (text) => ({ json: { error: "x", error_description: `AADSTS${text} MSIS${text}`, error_codes: [text] } }),
  "plain text": (text) => ({ text }),
  "plain text of more than fits": (text) => ({ text, tooLarge: true }),
  "a page's title": (text) => ({ text: `<!doctype html><title>${text}</title>` }),
  "a page behind a long head": (text) => ({ text: `<html>${" ".repeat(3990)}<title>${text}</title>` }),
  "content-type": (text) => ({ headers: { "content-type": text }, text: "" }),
  "x-ms-request-id": (text) => ({ headers: { "x-ms-request-id": text, date: text }, text: "" }),
};

const told = (place: string, text: string, password: string): string => {
  const { json, ...rest } = places[place]?.(text) ?? {};
  const reply = {
    status: 400,
    headers: {},
    text: json === undefined ? "" : JSON.stringify(json),
    tooLarge: false,
    ...rest,
  };
  const context = {
    at: 0,
    endpoint: "https://login.example/token",
    correlationId: "c0ffee",
    username: "ann@corp.test",
  };
  const secrets = [new Secret(password)];
  return textsIn(classify("password", { ...reply, ...(json === undefined ? {} : { json }) }, { ...context, secrets }));
};

function textsIn(failure: Failure): string {
  const values = (value: unknown): readonly string[] =>
    typeof value === "object" && value !== null ? Object.values(value).flatMap(values) : [String(value)];
  return values([failure, explain(failure), technicalDetails(failure)]).join("\n");
}

/** `TOKENTRAY_TEST_RUNS=100` tries a hundred times as much. */
const more = Number(process.env["TOKENTRAY_TEST_RUNS"] ?? 1);
const minutes = 60_000 * more;

describe("no piece of a password is left", () => {
  const sign = fc.oneof(
    fc.constantFrom(" ", '"', "'", "<", ">", "&", "%", "+", "/", "\\", "=", "ä", "ß", "€"),
    fc.string({ minLength: 1, maxLength: 1, unit: "grapheme" }),
  );
  const anyPassword = fc
    .string({ minLength: 4, maxLength: 60, unit: sign })
    .filter((text) => Array.from(text.trim()).length >= 4);
  /** Somewhere, and where a cut of ours might fall into it. */
  const before = fc.oneof(
    fc.nat(1100),
    fc.tuple(fc.constantFrom(95, 280, 980, 3_950, 9_900, 19_990), fc.nat(60)).map(([at, further]) => at + further),
  );

  function piecesOfWhole(text: string): readonly string[] {
    const signs = Array.from(text);
    return [signs.slice(0, 4), signs.slice(-4)].map((some) => some.join(""));
  }

  it.each(Object.keys(places))(
    "wherever it stands in %s",
    (place) => {
      fc.assert(
        fc.property(
          anyPassword,
          before,
          fc.constantFrom(0, 0, 5, 400),
          fc.boolean(),
          (password, length, after, apart) => {
            const around = (middle: string): string =>
              wordsOf(length) + (apart ? ` ${middle} ` : middle) + wordsOf(after);
            const all = told(place, around(password), password);
            const words = told(place, around("####"), "");
            expect(piecesOfWhole(password).filter((piece) => all.includes(piece) && !words.includes(piece))).toEqual(
              [],
            );
          },
        ),
        { numRuns: 40 * more },
      );
    },
    minutes,
  );

  it("where a body goes on beyond what is read, and is cut in the middle of it", () => {
    const password = `0.A${"Refresh_token".repeat(20_000)}`;
    const text = `${password} `.repeat(4).slice(0, 1_000_000);
    expect(told("plain text of more than fits", text, password)).not.toMatch(/Refresh_t/);
  });

  it(
    "where a text is nothing but the password, over and over",
    () => {
      for (const password of passwords.slice(0, 2 * more)) {
        for (const spell of Object.values(spellings)) {
          const spelled = spell(password);
          const text = `${spelled} `.repeat(Math.ceil(12_000 / spelled.length));
          const all = told("error_description", text, password);
          for (const piece of piecesOf(spelled)) expect(all).not.toContain(piece);
        }
      }
    },
    minutes,
  );
});

describe("a password of one to three characters", () => {
  it.each([
    ["a", "This is a message that names a password.", "This is a message that names a password."],
    ["ab", "The label is absent; about that, ask.", "The label is absent; about that, ask."],
    ["a", "Bad password 'a' for ann", "Bad password '[secret]' for ann"],
    ["7up", "password=7up&user=ann", "password=[secret]&user=ann"],
    ["7up", "Password: 7up is wrong", "Password: [secret] is wrong"],
    ["7up", "7up", "[secret]"],
    ["7up", "sent N3Vw= in base64", "sent N3Vw= in base64"],
    ["7up", 'sent "N3Vw" in base64', 'sent "[secret]" in base64'],
    ["7up", "You sent ann@corp.test:7up here", "You sent [secret] here"],
    ["7up", `You sent ${btoa("ann@corp.test:7up")} here`, "You sent [secret] here"],
  ])("%s counts where it stands as a value: %s", (password, said, expected) => {
    expect(show(password, said)).toBe(expected);
  });
});

describe("a password that could be a word", () => {
  it.each(["password", "user name", "Invalid", "50126", "wrong"])(
    "%s drops the sentence that it may be a word of",
    (password) => {
      expect(show(password, "AADSTS50126: Invalid. Wrong user name or password.")).toBe("");
      expect(show(password, "Nothing of it here.")).toBe("Nothing of it here.");
    },
  );

  it("leaves the kind, the names that every server knows and known codes as they are", () => {
    for (const password of ["invalid_grant", "grant", "50126", "AADSTS50126", "locked", "json", "application/json"]) {
      const json = { error: "invalid_grant", error_description: "AADSTS50126: Wrong.", error_codes: [50126] };
      const { kind, evidence } = classify(
        "password",
        { status: 400, headers: { "content-type": "application/json" }, text: "", json, tooLarge: false },
        { at: 0, endpoint: "https://x/", correlationId: "c", secrets: [new Secret(password)] },
      );
      expect([kind, evidence.error, evidence.codes, evidence.contentType]).toEqual([
        "wrongCredentials",
        "invalid_grant",
        ["AADSTS50126"],
        "application/json",
      ]);
    }
  });
});
