// The federation service's endpoint for user names and passwords: checks both, and answers with a signed assertion.
import { randomUUID } from "node:crypto";
import type { PracticePerson } from "../../../shared/practicePeople.ts";
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import type { LoopbackRequest } from "../../loopback/request.ts";
import type { Directory } from "../directory.ts";
import { isRefusal } from "../errors.ts";
import { immutableIdOf } from "../identifiers.ts";
import { type Exchange, traceHeaders } from "../wire.ts";
import { assertionDefaults, writeAssertion } from "./assertion.ts";
import { type AssertionFlaw, type Federation, makeKeyPair } from "./federation.ts";
import { passwordEndpoint, type SamlVersion, trustAddress, type TrustVersion } from "./names.ts";
import { signAssertion } from "./signature.ts";
import { faultMessage, type TrustFault } from "./trustFaults.ts";
import { trustReply } from "./trustReply.ts";
import { readTrustRequest } from "./trustRequest.ts";

interface Services {
  readonly origin: string;
  readonly directory: Directory;
  readonly federation: Federation;
}

const assertionLifeMs = 60 * 60_000;

export async function trustAnswer(
  version: TrustVersion,
  request: LoopbackRequest,
  exchange: Exchange,
  { origin, directory, federation }: Services,
): Promise<LoopbackAnswer> {
  const { options, trustVersions } = federation;
  const at = exchange.at + (options.clockAheadMs ?? 0);
  const headers = { ...traceHeaders(exchange), Date: new Date(at).toUTCString() };
  if (!trustVersions.includes(version)) return { status: 404, headers };
  if (!/^application\/soap\+xml\s*(;|$)/i.test(request.headers["content-type"] ?? "")) return { status: 415, headers };
  const refused = (fault: TrustFault, username = "") => {
    const { status, contentType, body } = faultMessage(fault, { username, shape: options.faultShape });
    return { status, headers: { ...headers, "Content-Type": contentType }, body };
  };
  const asked = readTrustRequest(request.body, {
    version,
    address: trustAddress(origin, passwordEndpoint(version)),
    at,
  });
  if (typeof asked === "string") return refused(asked);
  const person = whoIs(asked.username, asked.password, directory);
  if (typeof person === "string") return refused(person, asked.username);
  const samlVersion = asked.samlVersion ?? options.samlVersion ?? "1.1";
  const issued = await issue(person, samlVersion, at, federation);
  const body = trustReply({ version, samlVersion, ...issued, relatesTo: asked.messageId, at });
  return { status: 200, headers: { ...headers, "Content-Type": "application/soap+xml; charset=utf-8" }, body };
}

/** An unknown name is answered as a wrong password, so that names cannot be tried out. */
function whoIs(username: string, password: string, directory: Directory): PracticePerson | TrustFault {
  const person = directory.checkAtFederation(username, password);
  if (!isRefusal(person)) return person;
  if (person.code === 50053) return "accountLocked";
  if (person.code === 50055) return "passwordExpired";
  return person.code === 50057 ? "accountDisabled" : "failedAuthentication";
}

async function issue(person: PracticePerson, version: SamlVersion, at: number, federation: Federation) {
  const flaw = federation.options.assertionFlaw;
  const assertionId = `_${randomUUID()}`;
  const endsAt = at + (flaw === "ended" ? -1 : 1) * assertionLifeMs;
  const facts = {
    ...assertionDefaults,
    version,
    id: assertionId,
    at: Math.min(at, endsAt - 1),
    endsAt,
    username: person.username,
    name: person.name,
    immutableId: immutableIdOf(person),
    ...flawedFacts(flaw),
  };
  const key = await (flaw === "foreignSigner" ? makeKeyPair() : federation.keyPair());
  const signed = signAssertion(writeAssertion(facts), version, key);
  // Still signed, but no longer what was signed.
  const assertion = flaw === "tampered" ? signed.replace(person.name, `${person.name} II`) : signed;
  return { assertion, assertionId, endsAt };
}

function flawedFacts(flaw: AssertionFlaw | undefined) {
  if (flaw === "foreignIssuer") return { issuer: "http://elsewhere.test/adfs/services/trust/" };
  if (flaw === "otherAudience") return { audience: "urn:federation:elsewhere" };
  return flaw === "unsynced" ? { immutableId: Buffer.alloc(16).toString("base64") } : {};
}
