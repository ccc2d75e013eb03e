// The grants that trade a federated domain's assertion for tokens (RFC 7522): who the assertion says is signed in.
import { practicePeople, type PracticePerson } from "../../../shared/practicePeople.ts";
import type { Directory } from "../directory.ts";
import { type Refusal, refuse } from "../errors.ts";
import { immutableIdOf } from "../identifiers.ts";
import { type AssertionClaims, claimsOfAssertion } from "./assertionClaims.ts";
import type { Federation } from "./federation.ts";
import { cloudAudience, federatedDomain, federationIssuer, type SamlVersion } from "./names.ts";
import { verifiedAssertion } from "./signature.ts";

interface Services {
  readonly federation: Federation;
  readonly directory: Directory;
  readonly now: () => number;
}

const allowedSkewMs = 5 * 60_000;

/** `encoded`: base64url or base64, with or without padding. */
export async function personOfAssertion(
  encoded: string,
  version: SamlVersion,
  { federation, directory, now }: Services,
): Promise<PracticePerson | Refusal> {
  const text = decode(encoded);
  if (text === undefined) return refuse(50008);
  const { publicKey } = await federation.keyPair();
  const assertion = verifiedAssertion(text, version, publicKey);
  if (assertion === undefined) return refuse(50008);
  const claims = claimsOfAssertion(assertion, version);
  return problemOf(claims, now()) ?? personOf(claims, directory);
}

function decode(encoded: string): string | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(encoded)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(encoded, "base64url"));
  } catch {
    return undefined;
  }
}

function problemOf({ issuer, audience, notBefore, notOnOrAfter }: AssertionClaims, at: number): Refusal | undefined {
  if (issuer !== federationIssuer) return refuse(50107);
  if (audience !== cloudAudience) return refuse(50008, { detail: "The audience is another one." });
  const isAlive = notBefore - allowedSkewMs <= at && at < notOnOrAfter + allowedSkewMs;
  return isAlive ? undefined : refuse(500133);
}

/** The immutable ID says who it is; the user name must only belong to the domain that the issuer speaks for. */
function personOf({ username = "", immutableId }: AssertionClaims, directory: Directory): PracticePerson | Refusal {
  const isOfDomain = (name: string) => name.toLowerCase().endsWith(`@${federatedDomain}`);
  if (!isOfDomain(username)) return refuse(50107);
  const known = practicePeople.find((each) => isOfDomain(each.username) && immutableIdOf(each) === immutableId);
  return (known && directory.find(known.username)) ?? refuse(51004);
}
