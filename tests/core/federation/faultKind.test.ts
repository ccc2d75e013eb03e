// What a federation service's refusals mean.
import { describe, expect, test } from "vitest";
import { readFault } from "../../../electron/core/federation/fault.ts";
import { kindOfFault, printedCodes } from "../../../electron/core/federation/faultKind.ts";

const soap12 = (subcode: string, ...reasons: readonly (readonly [lang: string, text: string])[]): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:a="urn:a">a:${subcode}</s:Value></s:Subcode></s:Code><s:Reason>${reasons.map(([lang, text]) => `<s:Text xml:lang="${lang}">${text}</s:Text>`).join("")}</s:Reason></s:Fault></s:Body></s:Envelope>`;
const soap11 = (code: string, text: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode xmlns:a="urn:a">a:${code}</faultcode><faultstring>${text}</faultstring></s:Fault></s:Body></s:Envelope>`;
const kind = (code: string, reason: string, clocksDiffer = false) =>
  kindOfFault({ codes: [code, "Sender"], reason }, clocksDiffer);

describe("reading", () => {
  test("takes the codes, the innermost first, and the English sentence", () => {
    expect(readFault(soap12("FailedAuthentication", ["de", "Nein."], ["en-US", " No. "]))).toEqual({
      codes: ["FailedAuthentication", "Sender"],
      reason: "No.",
    });
    expect(readFault(soap12("X", ["de", "Nein."]))?.reason).toBe("Nein.");
  });

  test("understands SOAP 1.1, with its parts in no namespace or in SOAP's", () => {
    const expected = { codes: ["FailedAuthentication"], reason: "No." };
    const fault = soap11("FailedAuthentication", "No.");
    expect(readFault(fault)).toEqual(expected);
    expect(readFault(fault.replaceAll(/(<\/?)fault/g, "$1s:fault"))).toEqual(expected);
  });

  test.each([
    ["a page", "<html><body>Error</body></html>"],
    [
      "an answer that is no fault",
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>',
    ],
    ["a fault of another protocol", "<Fault><Code/></Fault>"],
    ["no XML", "MSIS7012: An error occurred."],
  ])("finds none in %s", (_, source) => {
    expect(readFault(source)).toBeUndefined();
  });

  test("gets along with a fault that says nothing", () => {
    const empty =
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault/></s:Body></s:Envelope>';
    expect(readFault(empty)).toEqual({ codes: [], reason: "" });
    expect(kindOfFault({ codes: [], reason: "" }, true)).toBe("federationFailed");
  });
});

describe("a refusal means", () => {
  test.each([
    [
      "FailedAuthentication",
      "ID3242: The security token could not be authenticated or authorized.",
      "wrongCredentials",
    ],
    ["FailedAuthentication", "", "wrongCredentials"],
    ["RequestFailed", "ID3242: The security token could not be authenticated or authorized.", "wrongCredentials"],
    ["RequestFailed", "The user name or password is incorrect.", "wrongCredentials"],
    ["Server", "Authentication failure", "wrongCredentials"],
    ["FailedAuthentication.ExpiredPassword", "MSIS3125: The password for x has expired.", "passwordExpired"],
    ["FailedAuthentication", "The user's password must be changed before signing in.", "passwordExpired"],
    ["FailedAuthentication", "ID3242: … the account is locked out.", "accountLocked"],
    ["FailedAuthentication", "Extranet lockout: too many bad passwords.", "accountLocked"],
    ["FailedAuthentication.AccountLocked", "", "accountLocked"],
    ["FailedAuthentication", "This user's account is currently disabled.", "accountDisabled"],
    ["MessageExpired", "", "clockWrong"],
    ["InvalidSecurity", "The security semantics of the message have expired", "clockWrong"],
    ["InvalidSecurity", "Invalid timestamp", "clockWrong"],
    ["RequestFailed", "MSIS3127: The specified request failed.", "federationFailed"],
    ["InvalidScope", "ID3082: The request scope is not valid or is unsupported.", "federationFailed"],
    ["ActionNotSupported", "", "federationFailed"],
  ] as const)("%s “%s”: %s", (code, reason, expected) => {
    expect(kind(code, reason)).toBe(expected);
  });

  test("a wrong clock where a service hides the reason and its own clock says otherwise", () => {
    const hidden = "An error occurred when verifying security for the message.";
    expect([kind("InvalidSecurity", hidden, true), kind("InvalidSecurity", hidden)]).toEqual([
      "clockWrong",
      "federationFailed",
    ]);
  });
});

test("the codes that a sentence prints are kept, each once", () => {
  expect(printedCodes("MSIS3173: failed. ID3242: no. ID3242 MYID1234 ID12")).toEqual(["MSIS3173", "ID3242"]);
});

test("a long sentence is judged in a short while", () => {
  const before = performance.now();
  for (const word of ["password ", "invalid ", "account ", "lock", "timestamp "]) kind("X", word.repeat(100_000));
  expect(performance.now() - before).toBeLessThan(500);
});
