// What a running practice tenant leaves for other processes to find it by.
import * as z from "zod/mini";

/** Nothing is sent anywhere else than to this computer, whatever a file of the data folder says. */
export const runningSchema = z
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
