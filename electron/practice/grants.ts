// The grants that the token endpoint knows: each checks its own parameters and says who is signed in for what.
import type { PracticePerson } from "../../shared/practicePeople.ts";
import type { App } from "./apps.ts";
import { demandsSecondFactor } from "./claims.ts";
import type { Codes } from "./codes.ts";
import type { DeviceCodes } from "./deviceCodes.ts";
import { type Directory, policyClaims } from "./directory.ts";
import { isRefusal, type Refusal, refuse } from "./errors.ts";
import type { Federation } from "./federation/federation.ts";
import { samlDialects, type SamlVersion } from "./federation/names.ts";
import { type Form, required } from "./form.ts";
import type { RefreshTokens } from "./refreshTokens.ts";
import { type AskedScopes, readScopes } from "./scopes.ts";
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

const passwordGrant: Grant = {
  overCommon: false,
  viaRedirect: false,
  async authorise({ form, tenant }, { directory, pause }) {
    const username = required(form, "username");
    if (isRefusal(username)) return username;
    const password = required(form, "password");
    if (isRefusal(password)) return password;
    const scope = required(form, "scope");
    if (isRefusal(scope)) return scope;
    const asked = readScopes(scope.value);
    if (isRefusal(asked)) return asked;
    const known = directory.find(username.value);
    await pause(known);
    if (tenant === "organizations" && known === undefined && !username.value.includes("@")) return refuse(50059);
    const person = directory.checkPassword(username.value, password.value, tenant);
    if (isRefusal(person)) return person;
    return unmetChallenge(form, false) ?? { person, scope: scope.value, asked, secondFactor: false };
  },
};

const refreshTokenGrant: Grant = {
  overCommon: true,
  viaRedirect: true,
  async authorise({ form, app }, { directory, refreshTokens, pause }) {
    const token = required(form, "refresh_token");
    if (isRefusal(token)) return token;
    const redeemed = refreshTokens.find(token.value, app.clientId);
    if (isRefusal(redeemed)) return redeemed;
    const { secondFactor } = redeemed;
    const scope = form.get("scope") ?? redeemed.scope;
    const asked = readScopes(scope);
    if (isRefusal(asked)) return asked;
    const person = directory.find(redeemed.username);
    if (person === undefined) return refuse(70000);
    await pause(person);
    if (person.situation === "refreshTokenRevoked") return refuse(50173);
    if (person.situation === "stepUpOnRefresh" && !secondFactor) return refuse(50076, { claims: policyClaims });
    return unmetChallenge(form, secondFactor) ?? { person, scope, asked, secondFactor, redeemed };
  },
};

const authorizationCodeGrant: Grant = {
  overCommon: true,
  viaRedirect: true,
  async authorise({ form, app }, { directory, codes, pause }) {
    const code = required(form, "code");
    if (isRefusal(code)) return code;
    const redirectUri = required(form, "redirect_uri");
    if (isRefusal(redirectUri)) return redirectUri;
    const redeemed = codes.redeem({
      code: code.value,
      redirectUri: redirectUri.value,
      clientId: app.clientId,
      verifier: form.get("code_verifier"),
    });
    if (isRefusal(redeemed)) return redeemed;
    const { username, secondFactor, nonce } = redeemed;
    const scope = form.get("scope") ?? redeemed.scope;
    const signedIn = await signedInFor(scope, username, { directory, pause });
    return isRefusal(signedIn) ? signedIn : { ...signedIn, secondFactor, ...(nonce !== undefined && { nonce }) };
  },
};

const deviceCodeGrant: Grant = {
  overCommon: true,
  viaRedirect: false,
  async authorise({ form, app }, { directory, deviceCodes, pause }) {
    const deviceCode = required(form, "device_code");
    if (isRefusal(deviceCode)) return deviceCode;
    const polled = deviceCodes.poll(deviceCode.value, app.clientId);
    if (isRefusal(polled)) return polled;
    const signedIn = await signedInFor(polled.scope, polled.username, { directory, pause });
    return isRefusal(signedIn) ? signedIn : { ...signedIn, secondFactor: polled.secondFactor };
  },
};

/** An assertion of the federated domain (RFC 7522). What reads it is loaded when the first one comes. */
function samlGrant(version: SamlVersion): Grant {
  return {
    overCommon: true,
    viaRedirect: false,
    async authorise({ form }, services) {
      const assertion = required(form, "assertion");
      if (isRefusal(assertion)) return assertion;
      const scope = required(form, "scope");
      if (isRefusal(scope)) return scope;
      const asked = readScopes(scope.value);
      if (isRefusal(asked)) return asked;
      const { personOfAssertion } = await import("./federation/personOfAssertion.ts");
      const person = await personOfAssertion(assertion.value, version, services);
      if (isRefusal(person)) return person;
      return unmetChallenge(form, false) ?? { person, scope: scope.value, asked, secondFactor: false };
    },
  };
}

async function signedInFor(
  scope: string,
  username: string,
  { directory, pause }: Pick<GrantServices, "directory" | "pause">,
) {
  const asked = readScopes(scope);
  if (isRefusal(asked)) return asked;
  const person = directory.find(username);
  if (person === undefined) return refuse(70000);
  await pause(person);
  return { person, scope, asked };
}

/** A challenge that is sent along must be met; without a page there is no second proof to meet it with. */
function unmetChallenge(form: Form, secondFactor: boolean): Refusal | undefined {
  const claims = form.get("claims");
  const unmet = claims !== undefined && demandsSecondFactor(claims) === true && !secondFactor;
  return unmet ? refuse(50076, { claims }) : undefined;
}

const deviceCodeGrantType = "urn:ietf:params:oauth:grant-type:device_code";

/** By `grant_type`. A further grant is a further entry. */
export const grants: ReadonlyMap<string, Grant> = new Map([
  ["password", passwordGrant],
  ["refresh_token", refreshTokenGrant],
  ["authorization_code", authorizationCodeGrant],
  [deviceCodeGrantType, deviceCodeGrant],
  [samlDialects["1.1"].grantType, samlGrant("1.1")],
  [samlDialects["2.0"].grantType, samlGrant("2.0")],
]);
