// A running practice tenant that other processes of the same folder may use: how it is found, and whether it is in reach.
import * as z from "zod/mini";
import { silenceMs } from "../core/accountLock.ts";
import type { Files } from "../core/ports.ts";
import { readJson } from "./jsonFile.ts";

export const runningFile = "practice/running.json";

/** Nothing is sent anywhere else than to this computer, whatever a file of the data folder says. */
const runningSchema = z
  .object({
    owner: z.string(),
    origin: z.string().check(z.regex(/^http:\/\/127\.0\.0\.1:[1-9]\d{0,4}$/)),
    authority: z.string(),
  })
  .check(
    z.refine(
      ({ origin, authority }) => /^\/[\w.-]+$/.test(authority.slice(origin.length)) && authority.startsWith(origin),
    ),
  );
export type Running = z.infer<typeof runningSchema>;

export async function readRunning(files: Files): Promise<Running | undefined> {
  return runningSchema.safeParse(await readJson(files, runningFile)).data;
}

/**
 * The tenant of another process. `outOfReach`: there is one that saves to the same files, but in a container with a network
 * of its own. `lockFile` is a file of the same folder that was written just now, to tell old from new by.
 */
export async function findRunning(files: Files, lockFile: string): Promise<Running | "outOfReach" | undefined> {
  const running = await readRunning(files);
  if (running === undefined || running.owner === files.owner) return undefined;
  if ((await files.isAlive(running.owner)) === false) return undefined;
  if (await answers(running.authority)) return running;
  const [now = 0, markedAt = 0] = await Promise.all([lockFile, runningFile].map((name) => files.changedAt(name)));
  return now - markedAt < silenceMs ? "outOfReach" : undefined;
}

const answersWithinMs = 2_000;

/** Another program may have the same port in a network of its own. */
function answers(authority: string): Promise<boolean> {
  const { get } = process.getBuiltinModule("node:http");
  const signal = AbortSignal.timeout(answersWithinMs);
  return new Promise((resolve) => {
    const asking = get(`${authority}/v2.0/.well-known/openid-configuration`, { agent: false, signal }, (reply) => {
      let text = "";
      reply.setEncoding("utf8");
      reply.on("data", (part: string) => (text = (text + part).slice(0, longestText)));
      reply.on("end", () => resolve(text.includes(`"issuer":"${authority}/v2.0"`)));
      reply.on("error", () => resolve(false));
    });
    asking.on("error", () => resolve(false));
  });
}

const longestText = 20_000;
