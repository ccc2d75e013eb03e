// Does the authority's document speak for this authority? By the rules that a sign-in follows.
import { cloudOf } from "../../authority/clouds.ts";
import { type Check, type CheckContext, found } from "./check.ts";

export const issuerCheck: Check = {
  id: "issuer",
  asksAuthority: true,
  async run(context) {
    const metadata = await context.metadata();
    if (!metadata.answered || metadata.reply.status !== 200 || metadata.reply.json === undefined)
      return found("issuer", "noAnswer", {});
    const { issuer, token_endpoint: tokenEndpoint } = metadata.reply.json;
    if (typeof issuer !== "string" || typeof tokenEndpoint !== "string") return found("issuer", "none", {});
    return found("issuer", belongs(issuer, context) ? "matches" : "other", { issuer });
  },
};

/** The names of one cloud are one authority: its document names the preferred one whichever was asked. */
function belongs(issuer: string, { type, url, connection }: CheckContext): boolean {
  if (type.acceptsIssuer(issuer, url)) return true;
  const cloud = connection.kind === "entra" ? cloudOf(new URL(url).host) : undefined;
  return (
    cloud !== undefined && URL.parse(issuer)?.protocol === "https:" && cloudOf(URL.parse(issuer)?.host ?? "") === cloud
  );
}
