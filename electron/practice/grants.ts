// The grants that the token endpoint knows: each checks its own parameters and says who is signed in for what.
import type { PracticePerson } from "../../shared/practicePeople.ts";
import type { Directory } from "./directory.ts";
import { isRefusal, type Refusal, refuse } from "./errors.ts";
import { type Form, required } from "./form.ts";
import type { RefreshTokens } from "./refreshTokens.ts";
import { type AskedScopes, readScopes } from "./scopes.ts";
import type { TenantKind } from "./tenants.ts";

export interface GrantRequest {
  readonly form: Form;
  readonly clientId: string;
  readonly tenant: TenantKind;
}

export interface GrantServices {
  readonly directory: Directory;
  readonly refreshTokens: RefreshTokens;
  /** Resolves at once, but late for the slow person. */
  readonly pause: (person: PracticePerson | undefined) => Promise<void>;
}

export interface Authorised {
  readonly person: PracticePerson;
  readonly scope: string;
  readonly asked: AskedScopes;
  /** The refresh token that was redeemed; its successor joins its family. */
  readonly redeemed?: { readonly hash: string; readonly family: string };
}

export interface Grant {
  /** Entra refuses some grants over `common` and `consumers`. */
  readonly overCommon: boolean;
  authorise(request: GrantRequest, services: GrantServices): Promise<Authorised | Refusal>;
}

const passwordGrant: Grant = {
  overCommon: false,
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
    const person = directory.checkPassword(username.value, password.value);
    return isRefusal(person) ? person : { person, scope: scope.value, asked };
  },
};

const refreshTokenGrant: Grant = {
  overCommon: true,
  async authorise({ form, clientId }, { directory, refreshTokens, pause }) {
    const token = required(form, "refresh_token");
    if (isRefusal(token)) return token;
    const redeemed = refreshTokens.find(token.value, clientId);
    if (isRefusal(redeemed)) return redeemed;
    const scope = form.get("scope") ?? redeemed.scope;
    const asked = readScopes(scope);
    if (isRefusal(asked)) return asked;
    const person = directory.find(redeemed.username);
    if (person === undefined) return refuse(70000);
    await pause(person);
    if (person.situation === "refreshTokenRevoked") return refuse(50173);
    return { person, scope, asked, redeemed };
  },
};

/** By `grant_type`. A further grant is a further entry. */
export const grants: ReadonlyMap<string, Grant> = new Map([
  ["password", passwordGrant],
  ["refresh_token", refreshTokenGrant],
]);
