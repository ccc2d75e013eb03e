// The federation service's settings and its key, which is made when it is first needed.
import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { SamlVersion, TrustVersion } from "./names.ts";

/** What is wrong with an assertion that is otherwise right. */
export type AssertionFlaw = "tampered" | "foreignSigner" | "foreignIssuer" | "otherAudience" | "ended" | "unsynced";

export interface FederationOptions {
  /** What is issued unless a request names a token type. Default 1.1, as at AD FS. */
  readonly samlVersion?: SamlVersion;
  /** What the MEX document names and the service answers. Default both. */
  readonly trustVersions?: readonly TrustVersion[];
  /** The user realm names an endpoint, but no MEX document. */
  readonly withoutMex?: boolean;
  /** How far the service's clock is ahead of the tenant's; behind, when negative. */
  readonly clockAheadMs?: number;
  readonly faultShape?: "soap12" | "soap11";
  readonly assertionFlaw?: AssertionFlaw;
}

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface Federation {
  readonly options: FederationOptions;
  readonly trustVersions: readonly TrustVersion[];
  /** The key that the tenant takes the domain's assertions from. Lives as long as the tenant: so do assertions. */
  keyPair(): Promise<KeyPair>;
}

export function createFederation(options: FederationOptions = {}): Federation {
  let made: Promise<KeyPair> | undefined;
  return {
    options,
    trustVersions: options.trustVersions ?? ["1.3", "2005"],
    keyPair: () => (made ??= makeKeyPair()),
  };
}

export function makeKeyPair(): Promise<KeyPair> {
  return promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
}
