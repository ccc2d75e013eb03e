// Which connection the options name; one that is not known yet is set up.
import { resolve } from "node:path";
import {
  authorityKinds,
  type Connection,
  type ConnectionDraft,
  checkConnection,
  type ConnectionProblems,
  federationModes,
} from "../../shared/connection.ts";
import { connectionProblemWords } from "../../shared/connectionWords.ts";
import { placeWords, usageWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { cloudOf } from "../core/authority/clouds.ts";
import { kindOfAddress } from "../core/authority/kindOfAddress.ts";
import { belongsTo } from "../core/connections.ts";
import { type PlaceValues, scopesOf } from "./placeOptions.ts";
import { refuse, type Refused, sameName } from "./refused.ts";

export type FoundConnection = { readonly ok: true; readonly connection: Connection } | Refused;

export async function findConnection(app: App, values: PlaceValues): Promise<FoundConnection> {
  const { connections } = app.snapshot();
  if (values.practice === true) {
    const practice = connections.find(({ kind }) => kind === "practice");
    return practice === undefined ? refuse(placeWords.noConnection("practice")) : { ok: true, connection: practice };
  }
  if (values.connection !== undefined) return connectionNamed(connections, values.connection);
  return connectionAt(app, values);
}

function connectionNamed(connections: readonly Connection[], name: string): FoundConnection {
  const byId = connections.filter(({ id }) => id === name);
  const named = byId.length > 0 ? byId : connections.filter(({ label }) => sameName(label, name));
  const [connection, another] = named;
  if (another !== undefined) return refuse(placeWords.manyConnections(name, named));
  if (connection !== undefined) return { ok: true, connection };
  return refuse(placeWords.noConnectionBut(name, connections));
}

/** The one at that authority with that client ID, or else a new one. */
async function connectionAt(app: App, values: PlaceValues): Promise<FoundConnection> {
  const draft = draftOf(values);
  const checked = checkConnection(draft);
  if (!checked.ok) return refuse(problemsOf(checked.problems));
  const wanted = checked.connection;
  const known = app
    .snapshot()
    .connections.find((one) => belongsTo(one, { ...wanted, id: one.id }) && hasAsNamed(one, wanted, values));
  if (known !== undefined) return { ok: true, connection: known };
  const outcome = await app.handlers.saveConnection({ draft });
  if (!outcome.ok) return outcome;
  const saved = outcome.value;
  if (!saved.saved) return refuse(problemsOf(saved.problems));
  return { ok: true, connection: { ...wanted, id: saved.connectionId } };
}

/** What is not named on the command line may be as it is. */
function hasAsNamed(known: Connection, wanted: Omit<Connection, "id">, values: PlaceValues): boolean {
  const namesWay = values.federation !== undefined || values.mex !== undefined;
  const sameWay = known.federation === wanted.federation && known.mexAddress === wanted.mexAddress;
  return (!namesWay || sameWay) && (values["ca-file"] === undefined || known.caFile === wanted.caFile);
}

function draftOf(values: PlaceValues): ConnectionDraft {
  const authority = values.authority ?? "";
  const tenant = values.tenant ?? "";
  const url = URL.parse(authority);
  const host = url?.hostname ?? authority;
  const isEntra = tenant !== "" || cloudOf(host) !== undefined;
  return {
    label:
      values.label ??
      [host, tenant]
        .filter((text) => text !== "")
        .join(" ")
        .slice(0, 80),
    colour: "blue",
    kind: values.kind ?? (isEntra ? "entra" : url === null ? "openid" : kindOfAddress(url)),
    authority,
    tenant,
    clientId: values["client-id"] ?? "",
    scopes: (scopesOf(values) ?? []).join(" "),
    federation: values.federation ?? (values.mex === undefined ? undefined : "ownMex"),
    mexAddress: values.mex,
    caFile: values["ca-file"] === undefined ? undefined : resolve(values["ca-file"]),
  };
}

function problemsOf(problems: ConnectionProblems): string {
  const fields = Object.keys(problems) as (keyof ConnectionProblems)[];
  const sentences = fields.map((field) => {
    const problem = problems[field];
    if (problem === "notOffered" && field === "kind") return usageWords.wrongValue("--kind", kindsOfServers);
    if (problem === "notOffered" && field === "federation")
      return usageWords.wrongValue("--federation", federationModes);
    return problem === undefined ? "" : usageWords.field(field, connectionProblemWords[problem]);
  });
  return sentences.join("\n");
}

const kindsOfServers = authorityKinds.filter((kind) => kind !== "practice");
