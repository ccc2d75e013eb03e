// States that few people ever see, to be looked at and checked in a real browser like every other screen.
import type { Page } from "playwright";
import { writeConnections } from "../../electron/core/setup/connectionExchange.ts";
import { veiled } from "../../electron/core/lock/veil.ts";
import type { Connection } from "../../shared/connection.ts";
import type { Evidence, FailureKind } from "../../shared/failure.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { fakeBridge } from "./fakeBridge.ts";
import { account, attempt, contoso, endedSignIn, firstStart, fullDesk, scopeSet, signedIn } from "./samples.ts";
import { setupBridge } from "./setupBridge.ts";
import type { View } from "./views.ts";

const press = (name: string) => (page: Page) => page.getByRole("button", { name }).first().click();
const hour = 3_600_000;
const homeTenant = "0c0ffee0-1111-4222-8333-444444444444";
const partnerTenant = "fab21ca0-1111-4222-8333-444444444444";

const federated: Connection = {
  ...contoso,
  id: "federated",
  label: "Contoso, federated",
  federation: "ownMex",
  mexAddress: "https://sts.contoso.example/adfs/services/trust/mex",
  caFile: "/etc/ssl/contoso/federation-root.pem",
};
const customers: Connection = {
  ...contoso,
  id: "customers",
  label: "Customers of Contoso",
  colour: "purple",
  kind: "ciam",
  authority: "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
  tenant: "",
};

/** One account with tokens of its own tenant, of one where it is a guest, and one that an outage keeps in use. */
function abroad(now: number): Snapshot {
  const token = scopeSet(now).token as NonNullable<ReturnType<typeof scopeSet>["token"]>;
  const over = { ...token, issuedAt: now - hour, expiresAt: now - 60_000, extendedExpiresAt: now + 12 * hour };
  const outage = { kind: "serviceDown", at: now - 60_000, evidence: { grant: "refreshToken", status: 503 } } as const;
  return signedIn(now, {
    accounts: [
      account(now, {
        tenantProfiles: [
          { tenant: homeTenant, localAccountId: "1", username: contoso.tenant, isHome: true, askedAs: contoso.tenant },
          {
            tenant: partnerTenant,
            localAccountId: "2",
            username: "ada_contoso.com#EXT#@fabrikam.onmicrosoft.com",
            name: "Ada Lovelace (Contoso)",
            isHome: false,
            askedAs: "fabrikam.com",
          },
        ],
        scopeSets: [
          scopeSet(now, { state: "waiting", nextTryAt: now + 30_000, failure: outage, token: over }),
          scopeSet(now, { id: "set-2", tenant: "fabrikam.com" }),
          scopeSet(now, {
            id: "set-3",
            tenant: "a-partner-with-a-very-long-name-indeed.onmicrosoft.com",
            scopes: ["api://a-rather-long-name-of-an-application-in-another-tenant/Orders.Read.All"],
            label: "Orders of the partner",
          }),
        ],
      }),
    ],
  });
}

const failedBy =
  (kind: FailureKind, evidence: Evidence) =>
  (now: number): Snapshot => {
    const failure = { kind, at: now, evidence };
    const signIn = { ...endedSignIn(now), result: { ok: false as const, failure } };
    return signedIn(now, { attempts: [attempt(now, { failure })], signIn });
  };

/** Locked, and an unlock was refused. */
function lockedView(name: string, evidence: Evidence): View {
  return {
    name,
    snapshot: (now) => veiled({ ...fullDesk(now), lock: { because: "screenLocked", at: now } }),
    bridge: (snapshot) => {
      const bridge = fakeBridge(snapshot);
      bridge.failNext("unlock", { kind: "cancelled", at: 1, evidence });
      return bridge;
    },
    act: press("Unlock"),
  };
}

export const rareViews: readonly View[] = [
  lockedView("locked-notYou", {}),
  lockedView("locked-cannotAsk", { systemError: "cannotAsk" }),
  {
    name: "accounts-abroad",
    snapshot: abroad,
    act: async (page) => {
      await page.getByText("More", { exact: false }).nth(1).click();
      await page.getByText("Manage account").first().click();
      await page.locator("input[name=tenant]").fill("not a tenant");
      await page.locator("input[name=scopes]").fill("User.Read");
      await press("Add")(page);
    },
  },
  { name: "accounts-abroad-plain", snapshot: abroad },
  {
    name: "connection-advanced",
    snapshot: (now) => signedIn(now, { connections: [federated] }),
    screen: { name: "connection", connectionId: "federated" },
    act: (page) => page.locator("input[name=caFile]").scrollIntoViewIfNeeded(),
  },
  {
    name: "connection-advanced-problems",
    snapshot: (now) => signedIn(now, { connections: [{ ...federated, mexAddress: "", caFile: "root.pem" }] }),
    screen: { name: "connection", connectionId: "federated" },
    act: press("Save connection"),
  },
  {
    name: "signIn-noPassword",
    snapshot: (now) => signedIn(now, { connections: [customers], accounts: [] }),
    screen: { name: "signIn", connectionId: "customers" },
  },
  {
    name: "signIn-untrusted",
    snapshot: failedBy("untrustedAuthority", {
      authorityOrigin: "https://login.airgap.example",
      error: "invalid_instance",
      status: 400,
    }),
    screen: { name: "signIn" },
  },
  {
    name: "signIn-federationFailed",
    snapshot: failedBy("federationFailed", {
      grant: "samlBearer",
      status: 404,
      endpoint: "https://sts.contoso.example/adfs/services/trust/13/usernamemixed",
    }),
    screen: { name: "signIn" },
  },
  {
    name: "signIn-clockWrong",
    snapshot: failedBy("clockWrong", { grant: "password", serverTime: "Mon, 01 Jan 2035 10:00:00 GMT" }),
    screen: { name: "signIn" },
  },
  {
    name: "setup-1-customers",
    snapshot: firstStart,
    screen: { name: "setup" },
    bridge: setupBridge,
    act: async (page) => {
      await page.getByRole("radio", { name: "Microsoft Entra External ID" }).check();
      await press("Next")(page);
    },
  },
  {
    name: "setup-2-customers",
    snapshot: firstStart,
    screen: { name: "setup" },
    bridge: setupBridge,
    act: async (page) => {
      await page.getByRole("radio", { name: "Microsoft Entra External ID" }).check();
      await page.getByRole("textbox", { name: "Address", exact: true }).fill(customers.authority);
      await press("Next")(page);
      await page.getByRole("radio", { name: "Help me make one" }).check();
    },
  },
  {
    name: "settings-import-federated",
    snapshot: fullDesk,
    screen: { name: "settings" },
    bridge: setupBridge,
    act: async (page) => {
      await page.getByLabel("Or paste the text").fill(writeConnections([federated, customers]));
      await press("Look at it")(page);
    },
  },
];
