// A strict OAuth library goes through the code and device flows, as the product's own client does.
import * as oauth from "oauth4webapi";
import { expect, test } from "vitest";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { everyScope, openTenant, personWho } from "./asker.ts";
import { openBrowser, signInOnPages } from "./browser.ts";
import { authorizeUrl, nonce, redirectUri, state, verifier, walk } from "./journeys.ts";

const insecure = { [oauth.allowInsecureRequests]: true };
const milo = personWho("mfaRequired");

async function discover(tenant: PracticeTenant): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(`${tenant.authority}/v2.0`);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
}

test("code with PKCE, state and nonce", async () => {
  const tenant = await openTenant();
  const authority = await discover(tenant);
  expect(authorizeUrl(tenant)).toContain(authority.authorization_endpoint);
  const client = { client_id: tenant.clientId };
  const { location } = await walk(tenant, milo);
  if (location === undefined) throw new Error("The browser was not sent back.");
  const returned = oauth.validateAuthResponse(authority, client, location, state);
  const response = await oauth.authorizationCodeGrantRequest(
    authority,
    client,
    oauth.None(),
    returned,
    redirectUri,
    verifier,
    insecure,
  );
  const answer = await oauth.processAuthorizationCodeResponse(authority, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  expect(oauth.getValidatedIdTokenClaims(answer)).toMatchObject({ preferred_username: milo.username });
  const refreshed = await oauth.refreshTokenGrantRequest(
    authority,
    client,
    oauth.None(),
    answer.refresh_token ?? "",
    insecure,
  );
  expect(await oauth.processRefreshTokenResponse(authority, client, refreshed)).toHaveProperty("access_token");
});

test("an error on the way back", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  const page = await browser.open(authorizeUrl(tenant));
  const { location } = await browser.submit(page, {}, "Cancel");
  const authority = await discover(tenant);
  const read = () =>
    oauth.validateAuthResponse(authority, { client_id: tenant.clientId }, location ?? new URL("x:"), state);
  expect(read).toThrow(oauth.AuthorizationResponseError);
});

test("device code", async () => {
  const tenant = await openTenant();
  const authority = await discover(tenant);
  const client = { client_id: tenant.clientId };
  const parameters = { scope: everyScope };
  const begun = await oauth.processDeviceAuthorizationResponse(
    authority,
    client,
    await oauth.deviceAuthorizationRequest(authority, client, oauth.None(), parameters, insecure),
  );
  const browser = openBrowser(tenant);
  const typed = await browser.submit(await browser.open(begun.verification_uri), { code: begun.user_code });
  await browser.submit(await signInOnPages(browser, typed, milo), {}, "Yes, go on");
  const response = await oauth.deviceCodeGrantRequest(authority, client, oauth.None(), begun.device_code, insecure);
  expect(await oauth.processDeviceCodeResponse(authority, client, response)).toHaveProperty("refresh_token");
});
