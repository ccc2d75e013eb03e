// The faults that scenario tests rely on do what their names say, as often as asked, where asked.
import { expect, test, vi } from "vitest";
import type { PracticeFault } from "../../electron/practice/faults.ts";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { openTenant, passwordParameters, personWho, refresh, signIn } from "./asker.ts";

const ada = personWho("works");

function post(tenant: PracticeTenant, signal?: AbortSignal): Promise<Response> {
  const body = new URLSearchParams(passwordParameters(tenant, ada));
  const init: RequestInit = { method: "POST", body, redirect: "manual", ...(signal && { signal }) };
  return fetch(`${tenant.authority}/oauth2/v2.0/token`, init);
}

async function spoiltBy(fault: PracticeFault): Promise<Response> {
  const tenant = await openTenant();
  tenant.setFault(fault);
  return post(tenant);
}

test("a status comes with its Retry-After, as given, and an Entra error", async () => {
  const retryAfter = "Thu, 15 Jan 2026 12:00:00 GMT";
  const response = await spoiltBy({ path: "token", kind: "status", status: 503, retryAfter });
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe(retryAfter);
  expect(await response.json()).toMatchObject({ error: "temporarily_unavailable", error_codes: [90033] });
});

test("a redirect points where the test says", async () => {
  const response = await spoiltBy({ path: "token", kind: "redirect", location: "http://127.0.0.1:1/elsewhere" });
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe("http://127.0.0.1:1/elsewhere");
});

test("a captive portal's page says 200 and is HTML", async () => {
  const response = await spoiltBy({ path: "token", kind: "html" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(await response.text()).not.toContain("access_token");
});

test.each(["garbage", "truncatedJson", "emptyBody"] as const)("%s says JSON and is none", async (kind) => {
  const response = await spoiltBy({ path: "token", kind });
  expect(response.headers.get("content-type")).toContain("application/json");
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

test("a wrong content type leaves the body whole", async () => {
  const response = await spoiltBy({ path: "token", kind: "wrongContentType" });
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(await response.json()).toHaveProperty("access_token");
});

test("an answer cut in the middle starts well and then breaks off", async () => {
  const response = await spoiltBy({ path: "token", kind: "closeMidAnswer" });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow("terminated");
});

test("a hanging answer ends when the asker gives up, or the tenant closes", async () => {
  const tenant = await openTenant();
  tenant.setFault({ path: "token", kind: "hang" });
  await expect(post(tenant, AbortSignal.timeout(50))).rejects.toThrow("timeout");
  const closed = vi.waitUntil(() => tenant.requests.length === 2).then(() => tenant.close());
  await expect(post(tenant)).rejects.toThrow("fetch failed");
  await closed;
});

test("a refresh whose answer is lost has used its refresh token up all the same", async () => {
  const tenant = await openTenant({ refreshTokenReuse: "revokesFamily" });
  const reply = await signIn(tenant, ada);
  tenant.setFault({ path: "token", kind: "closeMidAnswer", times: 1 });
  await expect(refresh(tenant, reply)).rejects.toThrow("terminated");
  expect((await refresh(tenant, reply)).json).toMatchObject({ suberror: "bad_token" });
});

test("a fault spoils only its endpoint, only as often as asked, and ends when taken back", async () => {
  const tenant = await openTenant();
  const metadata = () => fetch(`${tenant.authority}/v2.0/.well-known/openid-configuration`);
  tenant.setFault({ path: "token", kind: "status", status: 500, times: 2 });
  expect((await metadata()).status).toBe(200);
  expect([(await post(tenant)).status, (await post(tenant)).status, (await post(tenant)).status]).toEqual([
    500, 500, 200,
  ]);
  tenant.setFault({ path: "any", kind: "status", status: 502 });
  expect([(await metadata()).status, (await post(tenant)).status]).toEqual([502, 502]);
  tenant.setFault();
  expect([(await metadata()).status, (await post(tenant)).status]).toEqual([200, 200]);
});
