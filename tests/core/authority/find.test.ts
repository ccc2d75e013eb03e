// Finding an authority: who is asked, who never is, and which answers let a password go nowhere.
import { describe, expect, it } from "vitest";
import { createAuthorities, type Authority } from "../../../electron/core/authority/authority.ts";
import type { HttpRequest, SendHttp } from "../../../electron/core/http.ts";
import { readReply } from "../../../electron/core/grants/reply.ts";
import type { Connection } from "../../../shared/connection.ts";
import type { Outcome } from "../../../shared/failure.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtualClock.ts";
import { recordOf } from "../tokens/records.ts";

type Answer = Readonly<Record<string, unknown>> | number | Error | Response;

interface Asked {
  readonly urls: string[];
  readonly clock: VirtualClock;
  readonly requests: readonly HttpRequest[];
  find(more?: Partial<Connection>): Promise<Outcome<Authority>>;
}

/** The first part of an address that fits decides what comes back. */
function asking(changes: Partial<Connection>, answers: Readonly<Record<string, Answer>> = {}): Asked {
  const urls: string[] = [];
  const clock = createVirtualClock();
  const requests: HttpRequest[] = [];
  const http: SendHttp = (request) => {
    const { url } = request;
    urls.push(url);
    requests.push(request);
    const answer = Object.entries(answers).find(([part]) => url.includes(part))?.[1] ?? 404;
    if (answer instanceof Error) return Promise.reject(answer);
    if (answer instanceof Response) return readReply(answer.clone());
    return readReply(typeof answer === "number" ? new Response("", { status: answer }) : Response.json(answer));
  };
  const practice = {
    start: () => Promise.resolve({ origin: "http://127.0.0.1:7", authority: "http://127.0.0.1:7/practice" }),
    stop: () => Promise.resolve(),
    forget: () => Promise.resolve(),
  };
  const authorities = createAuthorities({ http, clock, practice });
  const connection = { ...recordOf().connection, ...changes };
  return {
    urls,
    requests,
    clock,
    find: (more = {}) => authorities.find({ ...connection, ...more }),
  };
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

it("the cloud that was closed is asked nothing, whoever trusts it", async () => {
  const authority = "https://login.microsoftonline.de";
  const { urls, find } = asking({ authority, confirmedAuthorityOrigin: authority });
  const failure = { kind: "wrongAuthority", evidence: { error: "cloud_closed" } };
  expect(await find()).toMatchObject({ ok: false, failure });
  expect(urls).toEqual([]);
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
    ["knows only others", { error: "invalid_instance", error_codes: [50049] }, "untrustedAuthority"],
    ["cannot be reached", offline, "dns"],
    ["has trouble of its own", 503, "untrustedAuthority"],
  ])("is not trusted where the public cloud %s", async (_, answer, kind) => {
    const { urls, find } = asking({ authority }, { [vouching]: answer, "openid-configuration": document });
    expect(await find()).toMatchObject({ ok: false, failure: { kind, evidence: { authorityOrigin: authority } } });
    expect(urls).toHaveLength(1);
  });

  const answers = (metadata: unknown): Readonly<Record<string, Answer>> => ({
    [vouching]: { tenant_discovery_endpoint: "x", metadata },
    "openid-configuration": document,
  });

  it("is asked about once a day, and again only after trouble", async () => {
    const changing: Record<string, Answer> = { ...answers([]), [vouching]: 503 };
    const { urls, clock, find } = asking({ authority }, changing);
    expect(await find()).toMatchObject({ ok: false });
    changing[vouching] = { tenant_discovery_endpoint: "x" };
    expect(await find()).toMatchObject({ ok: true });
    expect(await find({ tenant: "fabrikam.example" })).toMatchObject({ ok: true });
    const asked = (): number => urls.filter((url) => url.includes(vouching)).length;
    expect(asked()).toBe(2);
    clock.jump(86_401_000);
    await find();
    expect(asked()).toBe(3);
  });

  it("is led to the host that its cloud prefers, which is then its own", async () => {
    const preferred = "login.new-cloud.example";
    const entry = {
      preferred_network: preferred,
      preferred_cache: preferred,
      aliases: [preferred, "login.cloud.example"],
    };
    const { urls, find } = asking(
      { authority },
      {
        ...answers([{ nonsense: 1 }, entry]),
        "openid-configuration": documentOf(`https://${preferred}/t/v2.0`, `https://${preferred}`),
      },
    );
    const outcome = await find();
    expect(outcome).toMatchObject({
      ok: true,
      value: { origin: `https://${preferred}`, tokenEndpoint: `https://${preferred}/token` },
    });
    expect(outcome.ok && outcome.value).not.toHaveProperty("unconfirmedOrigin");
    expect(urls.at(-1)).toBe(`https://${preferred}/contoso.example/v2.0/.well-known/openid-configuration`);
  });

  it.each([
    ["no entry for it", [{ preferred_network: "a.example", preferred_cache: "a.example", aliases: ["a.example"] }]],
    [
      "an entry that is no host",
      [{ preferred_network: "evil.example/x", preferred_cache: "a.example", aliases: ["login.cloud.example"] }],
    ],
    ["nonsense", "nonsense"],
  ])("stands for itself where the cloud vouches for it with %s", async (_, metadata) => {
    const { find } = asking({ authority }, answers(metadata));
    expect(await find()).toMatchObject({ ok: true, value: { origin: authority } });
  });

  it.each([
    ["login.region.microsoftonline.us", "login.microsoftonline.us"],
    ["login2.partner.microsoftonline.cn", "login.partner.microsoftonline.cn"],
    ["login.example", "login.microsoftonline.com"],
    ["login.microsoftonline.us.evil.example", "login.microsoftonline.com"],
  ])("%s is asked about at %s", async (host, voucher) => {
    const { urls, find } = asking({ authority: `https://${host}` });
    await find();
    expect(urls.map((url) => new URL(url).host)).toEqual([voucher]);
  });

  it("is trusted without a question where a person trusts exactly that origin", async () => {
    const { urls, find } = asking({ authority, confirmedAuthorityOrigin: authority }, answers([]));
    expect(await find()).toMatchObject({ ok: true });
    expect(urls).toEqual([`${authority}/contoso.example/v2.0/.well-known/openid-configuration`]);
    const others = ["https://login.cloud.example:444", "http://login.cloud.example", "https://cloud.example"];
    for (const confirmedAuthorityOrigin of others) {
      const asked = asking({ authority, confirmedAuthorityOrigin }, { [vouching]: { error: "invalid_instance" } });
      expect(await asked.find()).toMatchObject({ ok: false, failure: { kind: "untrustedAuthority" } });
    }
  });

  it("is not trusted by a connection because another one trusts it", async () => {
    const refusing = { ...answers([]), [vouching]: { error: "invalid_instance" } };
    const { find } = asking({ authority }, refusing);
    expect(await find({ confirmedAuthorityOrigin: authority })).toMatchObject({ ok: true });
    expect(await find()).toMatchObject({ ok: false, failure: { kind: "untrustedAuthority" } });
  });
});

describe("a host that its kind does not have", () => {
  it.each([
    ["b2c", "https://login.contoso.example/contoso.onmicrosoft.com/B2C_1_ropc"],
    ["b2c", "https://contoso.b2clogin.com.evil.example/contoso.onmicrosoft.com/B2C_1_ropc"],
    ["ciam", "https://login.contoso.example/contoso"],
  ] as const)("of kind %s is asked nothing until a person trusts it: %s", async (kind, authority) => {
    const { origin } = new URL(authority);
    const { urls, find } = asking({ kind, authority, tenant: "" }, { "openid-configuration": documentOf(origin) });
    const evidence = { authorityOrigin: origin };
    expect(await find()).toMatchObject({ ok: false, failure: { kind: "untrustedAuthority", evidence } });
    expect(urls).toEqual([]);
    expect(await find({ confirmedAuthorityOrigin: origin })).toMatchObject({ ok: true });
  });

  it.each([
    ["b2c", "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_ropc"],
    ["ciam", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"],
    ["adfs", "https://fs.contoso.example/adfs"],
  ] as const)("of kind %s needs nobody's word: %s", async (kind, authority) => {
    const { origin } = new URL(authority);
    const { urls, find } = asking({ kind, authority, tenant: "" }, { "openid-configuration": documentOf(origin) });
    expect(await find()).toMatchObject({ ok: true });
    expect(urls.map((url) => new URL(url).origin)).toEqual([origin]);
  });
});

describe("a document that has moved", () => {
  const openid = { kind: "openid", authority: "https://id.example/a" } as const;
  const first = "id.example/a/.well-known";
  const to = (location: string, status = 302): Response => new Response(null, { status, headers: { location } });

  it.each([301, 302, 307, 308])("is followed at its own origin (%s)", async (status) => {
    const document = documentOf("https://id.example/a");
    const { urls, requests, find } = asking(openid, { "/moved": document, [first]: to("/moved?x=1", status) });
    expect(await find()).toMatchObject({ ok: true });
    expect(urls.at(-1)).toBe("https://id.example/moved?x=1");
    expect(requests.every(({ method, body }) => method === "GET" && body === undefined)).toBe(true);
  });

  it.each([
    ["https://other.example/x?token=1", "https://other.example/x"],
    ["http://id.example/a", "http://id.example/a"],
    ["https://id.example:444/", "https://id.example:444/"],
    ["//other.example/x", "https://other.example/x"],
    ["https://a:b@id.example/x", "https://id.example/x"],
  ])("to %s is not followed, and the failure says where it leads", async (location, movedTo) => {
    const { urls, find } = asking(openid, { [first]: to(location) });
    expect(await find()).toMatchObject({ ok: false, failure: { kind: "wrongAuthority", evidence: { movedTo } } });
    expect(urls).toHaveLength(1);
  });

  it("is followed three times and no more", async () => {
    const round = {
      [first]: to("/1"),
      "/1": to("/2"),
      "/2": to("/3"),
      "/3": to("/4"),
      "/4": documentOf("https://id.example/a"),
    };
    const { urls, find } = asking(openid, round);
    expect(await find()).toMatchObject({ ok: false, failure: { kind: "wrongAuthority" } });
    expect(urls).toHaveLength(4);
  });

  it("to where nobody says is told as something else that answered", async () => {
    const { find } = asking(openid, { [first]: new Response(null, { status: 302 }) });
    expect(await find()).toMatchObject({ ok: false, failure: { kind: "notOAuth", evidence: { status: 302 } } });
  });
});

describe("a connection with certificate authorities of its own", () => {
  const caFile = "/etc/ssl/company.pem";

  it("uses them for its authority alone, never for the public cloud's word", async () => {
    const authority = "https://login.cloud.example";
    const answers = {
      [vouching]: { tenant_discovery_endpoint: "x" },
      "openid-configuration": documentOf(`${authority}/t/v2.0`, authority),
    };
    const { requests, find } = asking({ authority, caFile }, answers);
    expect(await find()).toMatchObject({ ok: true, value: { caFile } });
    expect(requests.map((request) => request.caFile)).toEqual([undefined, caFile]);
  });

  it("shares nothing that it found with a connection without them", async () => {
    const openid = { kind: "openid", authority: "https://id.example" } as const;
    const { requests, find } = asking(openid, { "openid-configuration": documentOf("https://id.example") });
    await find({ caFile });
    const outcome = await find();
    expect(requests.map((request) => request.caFile)).toEqual([caFile, undefined]);
    expect(outcome.ok && outcome.value).not.toHaveProperty("caFile");
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
