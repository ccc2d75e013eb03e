// The schema of how far a person has come in the first-run guide.
import * as z from "zod/mini";
import { connectionDraftSchema } from "../connectionSchema.ts";
import { setupPlaces } from "./setupAnswers.ts";

export const setupAnswersSchema = z.strictObject({
  step: z.int().check(z.gte(1), z.lte(5)),
  place: z.enum(setupPlaces),
  draft: connectionDraftSchema,
  username: z.string().check(z.maxLength(1024)),
  knowsClientId: z.boolean(),
  appName: z.string().check(z.maxLength(200)),
  connectionId: z.optional(z.string().check(z.maxLength(64))),
});
