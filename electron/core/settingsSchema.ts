// What a settings file may hold, and its defaults. Loaded where there is one.
import * as z from "zod/mini";
import type { Connection } from "../../shared/connection.ts";
import { connectionSchema } from "../../shared/connectionSchema.ts";
import { setupAnswersSchema } from "../../shared/setup/setupAnswersSchema.ts";
import { defaultSettings, lockCauses, themes } from "../../shared/snapshot.ts";
import type { StoredSettings } from "./settingsFile.ts";

const schema = z.looseObject({
  format: z.literal(1),
  connections: z.array(z.looseObject(connectionSchema.shape)).check(z.maxLength(1000)),
  settings: z.object({
    clipboardClearMs: z.number().check(z.gte(0), z.lte(600_000)),
    notifyOnCopy: z.boolean(),
    notifyWhenNeeded: z.boolean(),
    theme: z._default(z.enum(themes), defaultSettings.theme),
    startAtLogin: z._default(z.boolean(), defaultSettings.startAtLogin),
    lockWhenIdleMs: z._default(z.number().check(z.gte(0), z.lte(86_400_000)), defaultSettings.lockWhenIdleMs),
    lockWithSystem: z._default(z.boolean(), defaultSettings.lockWithSystem),
    hideNamesInNotices: z._default(z.boolean(), defaultSettings.hideNamesInNotices),
  }),
  setup: z.optional(setupAnswersSchema),
  told: z._default(z.array(z.string()), []),
  lastUsed: z.optional(z.object({ connectionId: z.string(), username: z.string() })),
  lock: z.optional(z.object({ because: z.enum(lockCauses), at: z.number(), couldAsk: z.optional(z.boolean()) })),
});

/** Undefined where it is no settings file of ours. */
export function parseSettings(bytes: Uint8Array): StoredSettings | undefined {
  try {
    const parsed = z.safeParse(schema, JSON.parse(new TextDecoder().decode(bytes)));
    if (!parsed.success) return undefined;
    const { connections, settings, setup, told, lastUsed, lock } = parsed.data;
    return {
      connections: connections as readonly Connection[],
      settings,
      told,
      ...(setup === undefined ? {} : { setup }),
      ...(lastUsed === undefined ? {} : { lastUsed }),
      ...(lock === undefined ? {} : { lock }),
    };
  } catch {
    return undefined;
  }
}
