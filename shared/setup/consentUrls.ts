// The address that asks an admin for consent for everybody.
import type { Cloud } from "./clouds.ts";
import { fullScope } from "./scopes.ts";

export interface ConsentAsk {
  /** Origin of the sign-in host: `https://login.microsoftonline.com`, or the practice tenant's on loopback. */
  readonly origin: string;
  /** Decides what a scope without an address means; absent for the practice tenant. */
  readonly cloud?: Pick<Cloud, "id">;
  readonly tenant: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
}

export interface ConsentRequest {
  readonly endpoint: string;
  /** By their names on the wire, not yet encoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Consent by an admin for the whole tenant: https://learn.microsoft.com/entra/identity-platform/v2-admin-consent.
 * `state` comes back with the answer and must be checked; leave it out in an address that is sent to somebody else.
 */
export function adminConsentRequest(ask: ConsentAsk, state?: string): ConsentRequest {
  return {
    endpoint: `${ask.origin}/${encodeURIComponent(ask.tenant)}/v2.0/adminconsent`,
    parameters: {
      client_id: ask.clientId,
      scope: ask.scopes.map((scope) => fullScope(scope, ask.cloud)).join(" "),
      redirect_uri: ask.redirectUri,
      ...(state === undefined ? {} : { state }),
    },
  };
}

/** Blanks become %20: a `+` does not survive every mail program. Text must be well-formed Unicode. */
export function consentAddress({ endpoint, parameters }: ConsentRequest): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${endpoint}?${query.join("&")}`;
}
