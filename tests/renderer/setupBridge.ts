// The fake bridge with what the guide and the settings ask for besides: look-up, admin consent, kept answers, exchange.
import type {
  AdminLetter,
  CommandInput,
  CommandName,
  CommandValues,
  Found,
  ImportPreview,
} from "../../shared/contract.ts";
import { done, failed, type Failure, type Outcome } from "../../shared/failure.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { previewImport } from "../../electron/core/setup/connectionExchange.ts";
import { fakeBridge, type FakeBridge } from "./fakeBridge.ts";
import { waitsForBrowser } from "./samples.ts";

export interface SetupBridge extends FakeBridge {
  /** By what is typed; anything else is found to be nothing. */
  found: Readonly<Record<string, Found>>;
  /** Ends the admin consent that waits: agreed, or failed so. */
  adminDone: (failure?: Failure) => void;
}

const contosoFound: Found = {
  kind: "organisation",
  authority: "https://login.microsoftonline.us",
  tenant: "7e57ab1e-1111-4c1e-9a11-0f0c0a57a1ed",
  domain: "contoso.us",
  cloud: "US Government",
  realm: "federated",
};

const personalFound: Found = { kind: "personal", domain: "outlook.com", realm: "personal" };

export const letter: AdminLetter = {
  subject: "Please approve the app “Contoso” for our organisation",
  body: "Hello,\n\ncould you please approve an app registration for me?",
  address: "https://login.microsoftonline.com/contoso/v2.0/adminconsent?client_id=1",
  mail: "shortened",
};

export function setupBridge(first: Snapshot): SetupBridge {
  const fake = fakeBridge(first);
  let adminEnds = (_: Failure | undefined): void => undefined;
  let saved = 0;

  const askAdminConsent = async ({ connectionId }: CommandInput<"askAdminConsent">): Promise<Outcome<unknown>> => {
    fake.change({ adminConsent: { id: "c1", connectionId, waiting: waitsForBrowser() } });
    const failure = await new Promise<Failure | undefined>((resolve) => {
      adminEnds = resolve;
    });
    const outcome = failure === undefined ? done({ tenant: "contoso-id" }) : failed(failure);
    const result = outcome.ok ? { ok: true as const, tenant: "contoso-id" } : outcome;
    fake.change({ adminConsent: { id: "c1", connectionId, result } });
    return outcome;
  };
  const extra: {
    readonly [N in CommandName]?: (input: CommandInput<N>) => Outcome<unknown> | Promise<Outcome<unknown>>;
  } = {
    lookUp: ({ text }) => {
      if (text.includes(" ") || text === "") return failed({ kind: "badInput", at: 1, evidence: { field: "text" } });
      return done(bridge.found[text] ?? { kind: "nothing", domain: text });
    },
    askAdminConsent,
    cancelAdminConsent: () => (adminEnds({ kind: "cancelled", at: 1, evidence: {} }), done(null)),
    adminLetter: () => done(letter),
    openAdminLetter: () => done(null),
    keepSetup: ({ answers }) => {
      fake.change({ setup: answers } as Partial<Snapshot>);
      return done(null);
    },
    exportConnections: ({ connectionIds }) => done({ text: JSON.stringify(connectionIds), file: "/home/ada/c.json" }),
    previewImport: ({ text }): Outcome<ImportPreview> => done(previewImport(text, fake.current().connections)),
    applyImport: ({ text, indexes }) => {
      const { items } = previewImport(text, fake.current().connections);
      const added = indexes.flatMap((index) => items[index] ?? []).map(({ connection }) => connection);
      fake.change({
        connections: [
          ...fake.current().connections,
          ...added.map((one, index) => ({ ...one, id: `imported-${index}` })),
        ],
      });
      return done({ added: added.length });
    },
    saveConnection: (input) => {
      saved += input.connectionId === undefined ? 1 : 0;
      return plain("saveConnection", { connectionId: `saved-${saved}`, ...input });
    },
  };
  const plain = fake.command;
  const bridge: SetupBridge = {
    ...fake,
    found: { "ada@contoso.us": contosoFound, "ada@outlook.com": personalFound },
    adminDone: (failure) => adminEnds(failure),
    command: async <N extends CommandName>(name: N, input: CommandInput<N>) => {
      const own = extra[name];
      if (own === undefined) return plain(name, input);
      if (name !== "saveConnection") fake.asked.push({ name, input });
      return (await own(input)) as Outcome<CommandValues[N]>;
    },
  };
  return bridge;
}
