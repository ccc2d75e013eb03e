// Addresses that ask for consent: exact by cloud, and what is put in comes out decoded.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clouds } from "../../../shared/setup/clouds.ts";
import { adminConsentRequest, type ConsentAsk, consentAddress } from "../../../shared/setup/consentUrls.ts";
import { china, clientId, knownHosts, publicCloud, tenant, usGovernment } from "./choices.ts";

const ask: ConsentAsk = {
  origin: "https://login.microsoftonline.com",
  cloud: publicCloud,
  tenant,
  clientId,
  scopes: ["User.Read", "https://graph.microsoft.com/Mail.Read"],
  redirectUri: "http://localhost:8400",
};

describe("the address for an admin's consent", () => {
  it.each([
    [publicCloud, "login.microsoftonline.com", "graph.microsoft.com"],
    [usGovernment, "login.microsoftonline.us", "graph.microsoft.us"],
    [china, "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"],
  ])("is exact in %o", (cloud, host, graph) => {
    const request = adminConsentRequest(
      { ...ask, origin: `https://${host}`, cloud, scopes: ["User.Read", "Mail.Read"] },
      "a b",
    );
    expect(consentAddress(request)).toBe(
      `https://${host}/contoso.onmicrosoft.com/v2.0/adminconsent?client_id=${clientId}` +
        `&scope=https%3A%2F%2F${graph}%2FUser.Read%20https%3A%2F%2F${graph}%2FMail.Read` +
        "&redirect_uri=http%3A%2F%2Flocalhost%3A8400&state=a%20b",
    );
  });

  it("works for a practice tenant on loopback, whose scopes stay as they are", () => {
    const { cloud: _, ...practice } = { ...ask, origin: "http://127.0.0.1:5000", tenant: "practice" };
    const request = adminConsentRequest(practice);
    expect(request.endpoint).toBe("http://127.0.0.1:5000/practice/v2.0/adminconsent");
    expect(request.parameters["scope"]).toBe("User.Read https://graph.microsoft.com/Mail.Read");
  });

  it("carries no state when it is for somebody else", () => {
    expect(new URL(consentAddress(adminConsentRequest(ask))).searchParams.has("state")).toBe(false);
  });
});

const text = fc.string({ unit: "binary", minLength: 1 }).filter((each) => each.isWellFormed());
const scope = fc.stringMatching(/^[a-z]+:\/\/[\w.!*'()&=+%#?-]+\/[\w.]+$/);

describe("whatever is put in", () => {
  it("comes out decoded, and goes nowhere but to the sign-in host", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clouds),
        fc.record({ tenant: text, clientId: text, redirectUri: text, state: text }),
        fc.uniqueArray(scope, { minLength: 1, maxLength: 5 }),
        (cloud, typed, scopes) => {
          const full: ConsentAsk = { ...ask, ...typed, origin: `https://${cloud.host}`, cloud, scopes };
          const admin = new URL(consentAddress(adminConsentRequest(full, typed.state)));
          expect(admin.protocol).toBe("https:");
          expect(admin.host).toBe(cloud.host);
          expect(knownHosts).toContain(admin.host);
          expect(admin.hash).toBe("");
          expect(Object.fromEntries(admin.searchParams)).toEqual({
            client_id: typed.clientId,
            scope: scopes.join(" "),
            redirect_uri: typed.redirectUri,
            state: typed.state,
          });
        },
      ),
    );
  });

  it("stays in its place of the path", () => {
    const slashless = text.filter((each) => !/^\.+$/.test(each));
    fc.assert(
      fc.property(slashless, (typed) => {
        const url = new URL(consentAddress(adminConsentRequest({ ...ask, tenant: typed })));
        const [, first = "", ...rest] = url.pathname.split("/");
        expect(decodeURIComponent(first)).toBe(typed);
        expect(rest).toEqual(["v2.0", "adminconsent"]);
      }),
    );
  });
});
