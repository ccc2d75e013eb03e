// The grants that the token endpoint knows: each checks its own parameters and says who is signed in for what.
import { policyClaims } from "./directory.ts";
import { isRefusal, refuse } from "./errors.ts";
import { samlDialects } from "./federation/names.ts";
import { samlGrant } from "./federation/samlGrant.ts";
import { required } from "./form.ts";
import { type Grant, type GrantServices, unmetChallenge } from "./grant.ts";
import { readScopes } from "./scopes.ts";

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
