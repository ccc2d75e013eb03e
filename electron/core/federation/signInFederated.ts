// Signing in through the organisation's own service: password for assertion there, assertion for tokens at the authority.
import { failed, type Outcome } from "../../../shared/failure.ts";
import type { FederationPlace } from "../authority/federationPlace.ts";
import { ownFailure } from "../failures.ts";
import { samlBearerGrant } from "../grants/samlBearer.ts";
import type { Secret } from "../secret.ts";
import type { MethodDeps, SignedInTokens, SignInStage, SignInSubject } from "../signIn/signInMethod.ts";
import { askAssertion } from "./askAssertion.ts";
import { findEndpoint } from "./findEndpoint.ts";
import type { Assertion } from "./rstr.ts";
import { isXmlText } from "./xmlText.ts";

/** Loaded only where somebody signs in this way. */
export async function signInFederated(
  subject: SignInSubject,
  place: FederationPlace,
  password: Secret,
  stage: SignInStage,
  deps: MethodDeps,
): Promise<Outcome<SignedInTokens>> {
  const { authority, connection, scopes, username, asked, signal } = subject;
  const unsendable = !isXmlText(username) ? "username" : isXmlText(password.reveal()) ? undefined : "password";
  if (unsendable !== undefined)
    return failed(ownFailure("badInput", deps.clock.now(), { field: unsendable, error: "not_xml" }));

  const about = { grant: "samlBearer", connectionId: connection.id, username, scopes } as const;
  const assertionId = crypto.randomUUID();
  const assertion = await deps.attempting({ ...about, correlationId: assertionId }, () =>
    bringAssertion(subject, place, password, assertionId, deps),
  );
  if (!assertion.ok) return assertion;

  stage.step("token");
  const correlationId = crypto.randomUUID();
  const { clientId } = connection;
  const exchange = { authority, clientId, scopes, assertion: assertion.value, username, asked, correlationId, signal };
  const reply = await deps.attempting({ ...about, correlationId }, () => samlBearerGrant(exchange, deps.requests));
  return reply.ok ? { ok: true, value: { ...reply.value, signedInBy: "samlBearer" } } : reply;
}

async function bringAssertion(
  { authority, connection, username, signal }: SignInSubject,
  place: FederationPlace,
  password: Secret,
  correlationId: string,
  deps: MethodDeps,
): Promise<Outcome<Assertion>> {
  const request = { correlationId, caFile: authority.caFile, signal };
  const search = { ...request, place, confirmedOrigin: connection.confirmedTokenOrigin };
  const endpoint = await findEndpoint(search, deps);
  if (!endpoint.ok) return endpoint;
  const { audience } = place;
  const { url } = endpoint.value;
  // A service that wanted a pause gets one, as a token endpoint does.
  return deps.requests.throttle.ask({ endpoint: url, clientId: connection.clientId, scopes: "", who: username }, () =>
    askAssertion({ ...request, endpoint: endpoint.value, audience, username, password }, deps),
  );
}
