// Does the authority's document speak for this authority? By the rules that a sign-in follows.
import { type Check, found } from "./check.ts";

export const issuerCheck: Check = {
  id: "issuer",
  asksAuthority: true,
  async run({ type, url, metadata: ask }) {
    const metadata = await ask();
    if (!metadata.answered || metadata.reply.status !== 200 || metadata.reply.json === undefined)
      return found("issuer", "noAnswer", {});
    const { issuer, token_endpoint: tokenEndpoint } = metadata.reply.json;
    if (typeof issuer !== "string" || typeof tokenEndpoint !== "string") return found("issuer", "none", {});
    return found("issuer", type.acceptsIssuer(issuer, url) ? "matches" : "other", { issuer });
  },
};
