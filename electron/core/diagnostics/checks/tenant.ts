// Does the tenant exist, and in this cloud? Seen from its public metadata.
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { cloudOf } from "../../authority/clouds.ts";
import { refusalOf } from "../refusal.ts";
import { serverCodes } from "../serverCodes.ts";
import { readServerText } from "../serverText.ts";
import { type Check, type CheckContext, found } from "./check.ts";

export const tenantCheck: Check = {
  id: "tenant",
  asksAuthority: true,
  async run(context) {
    const { connection, url } = context;
    if (connection.kind === "openid" || connection.kind === "adfs") return found("tenant", "noTenants", {});
    const metadata = await context.metadata();
    if (!metadata.answered || metadata.reply.json === undefined) return found("tenant", "noAnswer", {});
    const { status, json } = metadata.reply;
    if (status === 200) return existing(json, context);
    const refusal = refusalOf(metadata.reply, { secrets: [] });
    const said = readServerText(refusal);
    const [code = said.error ?? "no code"] = serverCodes(refusal, said.everything);
    const cloud = cloudName(url);
    if (notFoundCodes.has(code)) return found("tenant", "notFound", { tenant: tenantOf(context), cloud, code });
    return found("tenant", "refused", { status: String(status), code });
  },
};

/** No such tenant; not a valid tenant name. */
const notFoundCodes: ReadonlySet<string> = new Set(["AADSTS90002", "AADSTS900023", "AADSTS900021"]);

/** Metadata names the cloud a tenant belongs to and, mostly, its region. */
function existing(json: Readonly<Record<string, unknown>>, context: CheckContext): CheckResult {
  const { url } = context;
  const tenant = tenantOf(context);
  const home = cloudOf(`login.${String(json["cloud_instance_name"])}`);
  const here = cloudOf(new URL(url).host);
  if (home !== undefined && here !== undefined && home !== here)
    return found("tenant", "otherCloud", { tenant, cloud: home.name, authority: `https://${home.host}` });
  const region = json["tenant_region_scope"];
  const cloud = cloudName(url);
  return typeof region === "string" && region !== ""
    ? found("tenant", "existsInRegion", { tenant, cloud, region })
    : found("tenant", "exists", { tenant, cloud });
}

/** B2C and customer directories name it in their address. */
function tenantOf({ connection, url }: CheckContext): string {
  if (connection.tenant !== "") return connection.tenant;
  const [first = "", second = ""] = new URL(url).pathname.split("/").filter((part) => part !== "");
  return first.toLowerCase() === "tfp" ? second : first;
}

function cloudName(url: string): string {
  const { host } = new URL(url);
  const cloud = cloudOf(host);
  return cloud === undefined ? host : `The cloud “${cloud.name}”`;
}
