// What is wrong with a secure connection, as it is told: by the names of Node and of Chromium, each with its own way on.
import { describe, expect, it } from "vitest";
import { explain } from "../../shared/explain.ts";
import { hostSteps } from "../../shared/hostSteps.ts";
import { helpedByTrust, tlsFault, type TlsFault } from "../../shared/tlsFaults.ts";
import { tlsReason, tlsWords } from "../../shared/tlsWords.ts";

const told = (systemError: string, host?: "desktop" | "terminal") =>
  explain({ kind: "tls", at: 0, evidence: { systemError, endpoint: "https://id.example/x" } }, { host });

const onTerminal = hostSteps.tls?.terminal ?? [];

const names: readonly (readonly [TlsFault, readonly string[]])[] = [
  ["expired", ["CERT_HAS_EXPIRED"]],
  ["notYetValid", ["CERT_NOT_YET_VALID"]],
  ["outOfDate", ["net::ERR_CERT_DATE_INVALID"]],
  ["wrongName", ["ERR_TLS_CERT_ALTNAME_INVALID", "net::ERR_CERT_COMMON_NAME_INVALID"]],
  ["selfSigned", ["DEPTH_ZERO_SELF_SIGNED_CERT"]],
  [
    "unknownIssuer",
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SELF_SIGNED_CERT_IN_CHAIN", "net::ERR_CERT_AUTHORITY_INVALID"],
  ],
  ["unknownIssuer", ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY"]],
  ["revoked", ["CERT_REVOKED", "net::ERR_CERT_REVOKED"]],
  ["protocol", ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"]],
  ["notTls", ["ERR_SSL_WRONG_VERSION_NUMBER", "net::ERR_SSL_PROTOCOL_ERROR", "EPROTO"]],
  ["clientCertificate", ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED"]],
  ["weak", ["net::ERR_CERT_WEAK_KEY", "ERR_SSL_EE_KEY_TOO_SMALL"]],
  ["misissued", ["INVALID_PURPOSE", "net::ERR_CERT_NAME_CONSTRAINT_VIOLATION"]],
  ["caFile", ["CA_FILE"]],
];

it.each(names.flatMap(([fault, codes]) => codes.map((code) => [code, fault] as const)))(
  "%s is told as %s",
  (code, fault) => {
    expect(tlsFault(code)).toBe(fault);
    expect(told(code).title).toBe(tlsWords[fault].title);
    expect(tlsReason(code)).toBe(`${tlsWords[fault].title}.`);
  },
);

it("a name that nobody knows is told as before, and no closer reason is made up", () => {
  expect(told("ERR_SSL_SOMETHING_NEW").title).toBe("The connection is not secure");
  expect(tlsReason("constructor")).toBe("No closer reason was given.");
  expect(tlsReason(undefined)).toBe("No closer reason was given.");
});

it("another kind of failure is not told by the name of a certificate's fault", () => {
  const { title } = explain({ kind: "dns", at: 0, evidence: { systemError: "CERT_HAS_EXPIRED" } });
  expect(title).toBe("The server's name was not found");
});

describe("a certificate authority of one's own", () => {
  it.each(["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "DEPTH_ZERO_SELF_SIGNED_CERT", "net::ERR_CERT_AUTHORITY_INVALID"])(
    "is offered where it can help: %s",
    (code) => {
      expect(told(code).otherActions).toContainEqual({ kind: "editConnection", field: "caFile" });
      expect(told(code, "terminal").you).toEqual(expect.arrayContaining([...onTerminal]));
    },
  );

  it("is asked for anew where its file cannot be read", () => {
    expect(told("CA_FILE").action).toEqual({ kind: "editConnection", field: "caFile" });
  });

  it.each([
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "net::ERR_CERT_REVOKED",
    "ERR_SSL_WRONG_VERSION_NUMBER",
  ])("is not offered where trusting more would change nothing: %s", (code) => {
    const { action, otherActions, you } = told(code, "terminal");
    expect([action, ...otherActions]).not.toContainEqual({ kind: "editConnection", field: "caFile" });
    expect(you.filter((step) => onTerminal.includes(step))).toEqual([]);
    expect(helpedByTrust(tlsFault(code))).toBe(false);
  });
});

describe("the words for every fault", () => {
  const texts = Object.entries(tlsWords).map(([fault, words]) => [fault, words] as const);
  it.each(texts)("%s: whole sentences, a short title, and no advice to look away", (_, words) => {
    expect(words.title).toMatch(/^[A-Z“].{5,58}[^.]$/);
    const sentences = [words.whatHappened ?? "", words.why ?? "", ...(words.you ?? []), ...(words.others ?? [])];
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z“{].*\.$/);
    expect(sentences.join(" ")).not.toMatch(
      /ignore|skip|accept the certificate|turn off verification|REJECT_UNAUTHORIZED/i,
    );
  });
});
