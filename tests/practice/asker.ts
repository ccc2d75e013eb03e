// A plain client of the practice tenant for its own tests: asks with fetch, reads JSON, closes the tenant at the end.
import { onTestFinished } from "vitest";
import {
  type PracticeOptions,
  type PracticeTenant,
  startPracticeTenant,
} from "../../electron/practice/practiceTenant.ts";
import { fixedStart } from "../support/virtualClock.ts";
import { type PracticePerson, type PracticeSituation, practicePeople } from "../../shared/practicePeople.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Readonly<Record<string, unknown>>;
}

export async function openTenant(options?: PracticeOptions): Promise<PracticeTenant> {
  const tenant = await startPracticeTenant(options);
  onTestFinished(() => tenant.close());
  return tenant;
}

export function personWho(situation: PracticeSituation): PracticePerson {
  const person = practicePeople.find((each) => each.situation === situation);
  if (person === undefined) throw new Error(`No person shows ${situation}.`);
  return person;
}

export async function ask(url: string, init?: RequestInit): Promise<Reply> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const json = (await response.json()) as Reply["json"];
  return { status: response.status, headers: response.headers, json };
}

/** Posts to the token endpoint exactly these parameters. */
export function askToken(
  tenant: PracticeTenant,
  parameters: Readonly<Record<string, string>>,
  { segment = tenant.tenantId, headers = {} }: { segment?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const body = new URLSearchParams(parameters);
  return ask(`${tenant.origin}/${segment}/oauth2/v2.0/token`, { method: "POST", body, headers });
}

export const everyScope = "User.Read openid profile email offline_access";

/** The parameters of a password sign-in that is right for this person. */
export function passwordParameters(tenant: PracticeTenant, person: PracticePerson, scope = everyScope) {
  const { username, password } = person;
  return { grant_type: "password", client_id: tenant.clientId, client_info: "1", username, password, scope };
}

export function signIn(tenant: PracticeTenant, person: PracticePerson, scope = everyScope): Promise<Reply> {
  return askToken(tenant, passwordParameters(tenant, person, scope));
}

export function refresh(tenant: PracticeTenant, reply: Reply, scope?: string): Promise<Reply> {
  return askToken(tenant, {
    grant_type: "refresh_token",
    client_id: tenant.clientId,
    refresh_token: textOf(reply, "refresh_token"),
    ...(scope !== undefined && { scope }),
  });
}

export function askMe(tenant: PracticeTenant, accessToken: string): Promise<Reply> {
  return ask(tenant.meUrl, { headers: { Authorization: `Bearer ${accessToken}` } });
}

export function textOf(reply: Reply, field: string): string {
  const value = reply.json[field];
  if (typeof value !== "string") throw new Error(`The reply (${reply.status}) has no text in ${field}.`);
  return value;
}

export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Readonly<
    Record<string, unknown>
  >;
}

/** A clock that stands still until moved. Epoch ms. */
export function handClock(startAt = fixedStart) {
  let at = startAt;
  return {
    now: () => at,
    forward(ms: number) {
      at += ms;
    },
  };
}
