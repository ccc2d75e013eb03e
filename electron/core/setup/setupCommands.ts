// Commands of the first-run guide: looking a place up, an admin's consent, the letter to an admin, and exchange of connections.
import type { AdminLetter, CommandInput, Handlers } from "../../../shared/contract.ts";
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import type { AdminMailFacts } from "../../../shared/setup/adminMail.ts";
import { cloudOf } from "../../../shared/setup/clouds.ts";
import { portalLink } from "../../../shared/setup/portalLinks.ts";
import type { Connections } from "../connections.ts";
import { ownFailure } from "../failures.ts";
import type { SendHttp } from "../http.ts";
import { openPage } from "../openPage.ts";
import type { Ports } from "../ports.ts";
import type { SettingsKeeper } from "../settingsKeeper.ts";
import type { Store } from "../store.ts";
import type { AdminConsents } from "./adminConsent.ts";

// Loaded when somebody sets something up, which is once.
const exchange = () => import("./connectionExchange.ts");
const mail = () => import("../../../shared/setup/adminMail.ts");

interface Deps {
  readonly ports: Ports;
  readonly store: Store;
  readonly http: SendHttp;
  readonly connections: Connections;
  readonly settings: SettingsKeeper;
  readonly adminConsents: AdminConsents;
}

type SetupHandlers = Pick<
  Handlers,
  | "lookUp"
  | "askAdminConsent"
  | "cancelAdminConsent"
  | "openPortal"
  | "adminLetter"
  | "openAdminLetter"
  | "keepSetup"
  | "exportConnections"
  | "previewImport"
  | "applyImport"
>;

export function setupHandlers(deps: Deps): SetupHandlers {
  const { ports, store, connections, settings, adminConsents } = deps;
  const { clock, desktop } = ports;
  const refuse = (field: string): ReturnType<typeof failed> => failed(ownFailure("badInput", clock.now(), { field }));
  return {
    async lookUp({ text }) {
      const { lookUp } = await import("./lookUp.ts");
      return lookUp(text, { http: deps.http, clock, practice: ports.practice });
    },
    askAdminConsent: (input) => adminConsents.ask(input),
    cancelAdminConsent() {
      adminConsents.cancel();
      return Promise.resolve(done(null));
    },

    async openPortal({ page, host, clientId = "" }) {
      const cloud = host === undefined ? undefined : cloudOf(host);
      const link = cloud === undefined ? undefined : portalLink(page, cloud, { clientId });
      if (host !== undefined && link === undefined) return refuse("host");
      return openPage(ports, link?.url ?? `${(await ports.practice.start()).origin}/company/app`);
    },

    async adminLetter(input) {
      const facts = await factsOf(deps, input);
      return facts === undefined ? refuse("connectionId") : done(await letter(facts));
    },

    async openAdminLetter(input) {
      const facts = await factsOf(deps, input);
      const link = facts === undefined ? undefined : (await mail()).mailtoUrl(facts);
      if (link === undefined) return refuse("connectionId");
      return openPage(ports, link.url);
    },

    keepSetup({ answers }) {
      settings.keepSetup(answers);
      return Promise.resolve(done(null));
    },

    async exportConnections({ connectionIds }) {
      const chosen = connections.all().filter(({ id, kind }) => connectionIds.includes(id) && kind !== "practice");
      const text = (await exchange()).writeConnections(chosen);
      const file = await desktop.saveText("tokentray-connections.json", text);
      return done({ text, ...(file === undefined ? {} : { file }) });
    },

    previewImport: async ({ text }) => done((await exchange()).previewImport(text, connections.all())),

    async applyImport({ text, indexes }): Promise<Outcome<{ readonly added: number }>> {
      const { items, problem } = (await exchange()).previewImport(text, store.get().connections);
      const chosen = [...new Set(indexes)].map((index) => items[index]);
      const allGood = chosen.every((item) => item !== undefined && item.problem === undefined);
      if (problem !== undefined || !allGood) return refuse("text");
      for (const item of chosen)
        if (item !== undefined) connections.put({ ...item.connection, id: crypto.randomUUID() });
      settings.store();
      return done({ added: chosen.length });
    },
  };
}

/** Only Entra and its practice have admins who consent. */
async function factsOf(
  { connections, ports }: Deps,
  { connectionId, scopes }: CommandInput<"adminLetter">,
): Promise<AdminMailFacts | undefined> {
  const connection = connections.get(connectionId);
  if (connection?.kind !== "entra" && connection?.kind !== "practice") return undefined;
  const origin = connection.kind === "practice" ? (await ports.practice.start()).origin : connection.authority;
  const cloud = cloudOf(URL.parse(origin)?.host ?? "");
  const { tenant, clientId, label } = connection;
  return {
    origin,
    ...(cloud === undefined ? {} : { cloud }),
    tenant,
    clientId,
    appName: label,
    scopes: scopes ?? connection.scopes,
  };
}

async function letter(facts: AdminMailFacts): Promise<AdminLetter> {
  const { adminMail, mailtoUrl } = await mail();
  const size = mailtoUrl(facts)?.size;
  return { ...adminMail(facts), mail: size === undefined ? "tooLong" : size === "whole" ? "whole" : "shortened" };
}
