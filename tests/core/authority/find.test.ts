// Finding an authority: who is asked, who never is, and which answers let a password go nowhere.
import { describe, expect, it } from "vitest";
import { createAuthorities, type Authority } from "../../../electron/core/authority/authority.ts";
import type { SendHttp } from "../../../electron/core/http.ts";
import { readReply } from "../../../electron/core/grants/reply.ts";
import type { Connection } from "../../../shared/connection.ts";
import type { Outcome } from "../../../shared/failure.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtualClock.ts";
import { recordOf } from "../tokens/records.ts";

type Answer = Readonly<Record<string, unknown>> | number | Error;

interface Asked {
  readonly urls: string[];
  readonly clock: VirtualClock;
  find(): Promise<Outcome<Authority>>;
}

/** The first part of an address that fits decides what comes back. */
function asking(changes: Partial<Connection>, answers: Readonly<Record<string, Answer>> = {}): Asked {
  const urls: string[] = [];
  const clock = createVirtualClock();
  const http: SendHttp = ({ url }) => {
    urls.push(url);
    const answer = Object.entries(answers).find(([part]) => url.includes(part))?.[1] ?? 404;
    if (answer instanceof Error) return Promise.reject(answer);
    return readReply(typeof answer === "number" ? new Response("", { status: answer }) : Response.json(answer));
  };
  const practice = {
    start: () => Promise.resolve({ origin: "http://127.0.0.1:7", authority: "http://127.0.0.1:7/practice" }),
    stop: () => Promise.resolve(),
    forget: () => Promise.resolve(),
  };
  const authorities = createAuthorities({ http, clock, practice });
  const connection = { ...recordOf().connection, ...changes };
  return { urls, clock, find: () => authorities.find(connection) };
}

const offline = Object.assign(new TypeError("fetch failed"), {
  cause: Object.assign(new Error(), { code: "ENOTFOUND" }),
});
const documentOf = (issuer: string, origin = issuer) => ({ issuer, token_endpoint: `${origin}/token` });
const vouching = "login.microsoftonline.com/common/discovery/instance";

describe("a cloud that is known", () => {
  it.each([
    ["https://login.microsoftonline.com", "login.microsoftonline.com"],
    ["https://login.windows.net", "login.microsoftonline.com"],
    ["https://login.microsoftonline.us", "login.microsoftonline.us"],
    ["https://login.chinacloudapi.cn", "login.partner.microsoftonline.cn"],
  ])("%s needs nobody asked", async (authority, host) => {
    const { urls, find } = asking({ authority });
    expect(await find()).toMatchObject({
      ok: true,
      value: {
        tokenEndpoint: `https://${host}/contoso.example/oauth2/v2.0/token`,
        issuer: `https://${host}/{tenantid}/v2.0`,
      },
    });
    expect((await find()).ok && "unconfirmedOrigin").toBe("unconfirmedOrigin");
    expect(urls).toEqual([]);
  });
});

describe("an Entra-like host that nobody knows", () => {
  const authority = "https://login.cloud.example";
  const issuer = `${authority}/tenant/v2.0`;
  const document = documentOf(issuer, authority);

  it("is asked only after the public cloud has vouched for it", async () => {
    const answers = { [vouching]: { tenant_discovery_endpoint: "x" }, "openid-configuration": document };
    const { urls, find } = asking({ authority }, answers);
    expect(await find()).toMatchObject({ ok: true, value: { tokenEndpoint: `${authority}/token` } });
    expect(urls.map((url) => new URL(url).host)).toEqual(["login.microsoftonline.com", "login.cloud.example"]);
    expect(new URL(urls[0] ?? "").searchParams.get("authorization_endpoint")).toBe(
      `${authority}/contoso.example/oauth2/v2.0/authorize`,
    );
  });

  it.each([
    ["does not know it", { error: "invalid_instance" }, "untrustedAuthority"],
    ["cannot be reached", offline, "dns"],
    ["has trouble of its own", 503, "untrustedAuthority"],
  ])("is not trusted where the public cloud %s", async (_, answer, kind) => {
    const { urls, find } = asking({ authority }, { [vouching]: answer, "openid-configuration": document });
    expect(await find()).toMatchObject({ ok: false, failure: { kind } });
    expect(urls).toHaveLength(1);
  });
});

it.each([
  ["practice", { kind: "practice", authority: "" }, "http://127.0.0.1:7"],
  ["Entra-like on loopback", { kind: "entra", authority: "http://127.0.0.1:7" }, "http://127.0.0.1:7"],
  ["OpenID", { kind: "openid", authority: "https://id.example" }, "https://id.example"],
] satisfies readonly (readonly [string, Partial<Connection>, string])[])(
  "the public cloud hears nothing of an authority of kind %s",
  async (_, changes, origin) => {
    const { urls, find } = asking(changes, { "openid-configuration": documentOf(origin) });
    expect(await find()).toMatchObject({ ok: true, value: { tokenEndpoint: `${origin}/token` } });
    expect(urls.map((url) => new URL(url).origin)).toEqual([origin]);
  },
);

describe("a document", () => {
  const openid = { kind: "openid", authority: "https://id.example" } as const;

  it.each([
    ["of another issuer", documentOf("https://evil.example"), "untrustedReply"],
    ["of a deeper issuer", documentOf("https://id.example/other"), "untrustedReply"],
    ["with a token endpoint in clear", documentOf("https://id.example", "http://id.example"), "untrustedReply"],
    ["with a token endpoint that is no address", documentOf("https://id.example", "nonsense"), "untrustedReply"],
    ["with a name in its token endpoint", documentOf("https://id.example", "https://a:b@id.example"), "untrustedReply"],
    ["without a token endpoint", { issuer: "https://id.example" }, "wrongAuthority"],
    ["that is missing", 404, "wrongAuthority"],
    ["that cannot be had now", 503, "serviceDown"],
    ["that is elsewhere now", 302, "notOAuth"],
    ["behind a name that resolves to nothing", offline, "dns"],
  ])("%s is refused", async (_, answer, kind) => {
    const { find } = asking(openid, { "openid-configuration": answer });
    expect(await find()).toMatchObject({ ok: false, failure: { kind } });
  });

  it("that names a token endpoint elsewhere says where, until a person has agreed to exactly that", async () => {
    const answers = { "openid-configuration": documentOf("https://id.example", "https://token.example") };
    const elsewhere = "https://token.example";
    expect(await asking(openid, answers).find()).toMatchObject({ value: { unconfirmedOrigin: elsewhere } });
    const other = { ...openid, confirmedTokenOrigin: "https://token.example:444" };
    expect(await asking(other, answers).find()).toMatchObject({ value: { unconfirmedOrigin: elsewhere } });
    const agreed = await asking({ ...openid, confirmedTokenOrigin: elsewhere }, answers).find();
    expect(agreed.ok && agreed.value).not.toHaveProperty("unconfirmedOrigin");
  });

  it("is remembered for a day, trouble never", async () => {
    const answers: Record<string, Answer> = { "openid-configuration": 503 };
    const { urls, clock, find } = asking(openid, answers);
    await find();
    answers["openid-configuration"] = documentOf("https://id.example");
    expect(await find()).toMatchObject({ ok: true });
    clock.jump(86_399_000);
    await find();
    expect(urls).toHaveLength(2);
    clock.jump(2_000);
    await find();
    expect(urls).toHaveLength(3);
  });
});
