// How far a person has come in the first-run guide, and what was typed: kept so that the guide can be gone on with.
import * as z from "zod/mini";
import { connectionDraftSchema, type ConnectionDraft } from "../connection.ts";

/** Where one signs in; `company` is the practice tenant's second half, where one sets an app up. */
export const setupPlaces = ["practice", "company", "entra", "adfs", "b2c", "ciam", "openid"] as const;
export type SetupPlace = (typeof setupPlaces)[number];

export interface SetupAnswers {
  /** 1 to 5. */
  readonly step: number;
  readonly place: SetupPlace;
  /** What the connection form would hold. */
  readonly draft: ConnectionDraft;
  readonly username: string;
  readonly knowsClientId: boolean;
  readonly appName: string;
  /** Of the connection that the guide has saved. */
  readonly connectionId?: string | undefined;
}

export const setupAnswersSchema = z.strictObject({
  step: z.int().check(z.gte(1), z.lte(5)),
  place: z.enum(setupPlaces),
  draft: connectionDraftSchema,
  username: z.string().check(z.maxLength(1024)),
  knowsClientId: z.boolean(),
  appName: z.string().check(z.maxLength(200)),
  connectionId: z.optional(z.string().check(z.maxLength(64))),
});
