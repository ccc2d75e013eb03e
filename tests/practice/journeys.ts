// Ways through the practice tenant's pages that several tests walk: to a code, to tokens, to a device code.
import { createHash, randomBytes } from "node:crypto";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { companyTenant, type PracticePerson } from "../../shared/practicePeople.ts";
import { askToken, everyScope, type Reply } from "./asker.ts";
import { type Browser, openBrowser, type Page, signInOnPages } from "./browser.ts";

export const redirectUri = "http://localhost:49152";
export const verifier = randomBytes(32).toString("base64url");
export const state = "state-&=?#/<>\"' ü";
export const nonce = "nonce-1";

/** Parameters left undefined are left out. */
export type Parameters = Readonly<Record<string, string | undefined>>;

export function s256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

export function authorizeUrl(
  tenant: PracticeTenant,
  change: Parameters = {},
  segment: string = tenant.tenantId,
): string {
  const url = new URL(`${tenant.origin}/${segment}/oauth2/v2.0/authorize`);
  const parameters: Parameters = {
    client_id: tenant.clientId,
    response_type: "code",
    response_mode: "query",
    redirect_uri: redirectUri,
    scope: everyScope,
    state,
    nonce,
    code_challenge: s256(verifier),
    code_challenge_method: "S256",
    ...change,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** Everything right for the company's app. */
export const atCompany = { client_id: companyTenant.clientId } as const;

export interface Walk {
  readonly change?: Parameters;
  readonly segment?: string;
  readonly browser?: Browser;
}

/** From the authorization endpoint through sign-in and second proof. */
export async function walk(tenant: PracticeTenant, person: PracticePerson, options: Walk = {}): Promise<Page> {
  const { change = {}, segment = tenant.tenantId, browser = openBrowser(tenant) } = options;
  return signInOnPages(browser, await browser.open(authorizeUrl(tenant, change, segment)), person);
}

/** The code that a redirect carries; fails where it carries none. */
export function codeOf(page: Page): string {
  const code = page.location?.searchParams.get("code") ?? undefined;
  if (code === undefined) throw new Error(`No code: "${page.title}" ${page.location?.href ?? page.text.slice(0, 300)}`);
  return code;
}

export function codeParameters(tenant: PracticeTenant, code: string): Record<string, string> {
  return {
    grant_type: "authorization_code",
    client_id: tenant.clientId,
    client_info: "1",
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    scope: everyScope,
  };
}

export function redeem(
  tenant: PracticeTenant,
  page: Page,
  change: Record<string, string> = {},
  segment?: string,
): Promise<Reply> {
  const parameters = { ...codeParameters(tenant, codeOf(page)), ...change };
  return askToken(tenant, parameters, segment === undefined ? {} : { segment });
}
