// What a grant at the token endpoint is: what it is given, and whom it lets in for what.
import type { PracticePerson } from "../../shared/practicePeople.ts";
import type { App } from "./apps.ts";
import { demandsSecondFactor } from "./claims.ts";
import type { Codes } from "./codes.ts";
import type { DeviceCodes } from "./deviceCodes.ts";
import type { Directory } from "./directory.ts";
import { type Refusal, refuse } from "./errors.ts";
import type { Federation } from "./federation/federation.ts";
import type { Form } from "./form.ts";
import type { RefreshTokens } from "./refreshTokens.ts";
import type { AskedScopes } from "./scopes.ts";
import type { TenantKind } from "./tenants.ts";

export interface GrantRequest {
  readonly form: Form;
  readonly app: App;
  readonly tenant: TenantKind;
}

export interface GrantServices {
  readonly directory: Directory;
  readonly refreshTokens: RefreshTokens;
  readonly codes: Codes;
  readonly deviceCodes: DeviceCodes;
  readonly federation: Federation;
  /** Epoch ms. */
  readonly now: () => number;
  /** Resolves at once, but late for the slow person. */
  readonly pause: (person: PracticePerson | undefined) => Promise<void>;
}

export interface Authorised {
  readonly person: PracticePerson;
  readonly scope: string;
  readonly asked: AskedScopes;
  readonly secondFactor: boolean;
  readonly nonce?: string;
  /** The refresh token that was redeemed; its successor joins its family. */
  readonly redeemed?: { readonly hash: string; readonly family: string };
}

export interface Grant {
  /** Entra refuses some grants over `common` and `consumers`. */
  readonly overCommon: boolean;
  /** A grant without redirect has nothing but the app's switch to say that the app is public. */
  readonly viaRedirect: boolean;
  authorise(request: GrantRequest, services: GrantServices): Promise<Authorised | Refusal>;
}

/** A challenge that is sent along must be met; without a page there is no second proof to meet it with. */
export function unmetChallenge(form: Form, secondFactor: boolean): Refusal | undefined {
  const claims = form.get("claims");
  const unmet = claims !== undefined && demandsSecondFactor(claims) === true && !secondFactor;
  return unmet ? refuse(50076, { claims }) : undefined;
}
