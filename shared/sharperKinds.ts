// Of what kind the codes with words of their own are, so that a window that shows a failure need not carry all codes.
import type { FailureKind } from "./failure.ts";

/** The digits of AADSTS codes, as the catalogue of all codes has them. */
const digitsByKind: Readonly<Partial<Record<FailureKind, string>>> = {
  wrongCredentials: "50126 50054",
  federatedAccount: "50056",
  passwordExpired: "50055 50144 50135",
  accountNotFound: "50034",
  guestAccount: "50020 500571",
  accountDisabled: "500341",
  policyBlocked: "80012 53003 53004 53011 530034 530035 53002 53005 530033",
  mfaRequired: "50072 50079 50203 50076 50078 500121 50158",
  deviceBlocked: "53000 53001",
  refreshRejected: "70043 70044 70046 50173 700082",
  consentRequired: "90094 90095 65004",
  wrongClient: "65002 700016 7000112 9002331",
  notPublicClient: "7000215 7000222",
  wrongTenant: "50194 90002 900023 50059 50128 9001023",
  wrongAuthority: "900383 900439 90038",
  wrongScope: "500011 650053 700022",
  throttled: "50196",
  serviceDown: "80001 80002 80005 80007 80010 80013 80014",
  signInNeeded: "70018 70019 70020",
};

export const sharperKinds: ReadonlyMap<string, FailureKind> = new Map(
  Object.entries(digitsByKind).flatMap(([kind, digits]) =>
    digits.split(" ").map((code) => [`AADSTS${code}`, kind as FailureKind] as const),
  ),
);
