// How far is this computer's clock from the authority's? Seen from the Date header of its answer.
import { timeLeft } from "../../../../shared/timeWords.ts";
import { type Check, found } from "./check.ts";
import { saidJson } from "./metadata.ts";

const noteMs = 2 * 60_000;
const wrongMs = 5 * 60_000;

export const clockCheck: Check = {
  id: "clock",
  asksAuthority: true,
  async run(context) {
    const metadata = await context.metadata();
    // A page that something on the way put in its place may be old.
    if (!metadata.answered || saidJson(metadata) === undefined) return found("clock", "noAnswer", {});
    const { host } = new URL(context.url);
    const theirs = Date.parse(metadata.reply.headers["date"] ?? "");
    if (Number.isNaN(theirs)) return found("clock", "noDate", { host });
    // The header counts whole seconds, rounded down (RFC 9110 5.6.7).
    const aheadMs = metadata.at - (theirs + 500);
    const apart = Math.abs(aheadMs);
    const facts = { host, difference: inWords(apart) };
    if (apart <= noteMs) return found("clock", "right", facts);
    if (apart <= wrongMs) return found("clock", aheadMs > 0 ? "ahead" : "behind", facts);
    return found("clock", aheadMs > 0 ? "farAhead" : "farBehind", facts);
  },
};

function inWords(apartMs: number): string {
  return apartMs < 1_000 ? "under 1 s" : timeLeft(Math.round(apartMs / 1_000) * 1_000).replace(" left", "");
}
