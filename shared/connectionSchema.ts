// The schemas of a stored connection and of a connection form, apart from what makes one of the other: whoever reads
// neither from outside need not load the library.
import * as z from "zod/mini";
import { authorityKinds, colours, federationModes, longestAddress, longestPath } from "./connection.ts";

/** Schema of a stored connection; `checkConnection` makes one from a form. */
export const connectionSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w-]+$/)),
  label: z.string().check(z.minLength(1), z.maxLength(80)),
  colour: z.enum(colours),
  kind: z.enum(authorityKinds),
  authority: z.string().check(z.maxLength(longestAddress)),
  tenant: z.string().check(z.maxLength(255)),
  clientId: z.string().check(z.minLength(1), z.maxLength(400)),
  scopes: z.array(z.string().check(z.minLength(1), z.maxLength(500))).check(z.minLength(1), z.maxLength(100)),
  confirmedTokenOrigin: z.optional(z.string().check(z.maxLength(longestAddress))),
  confirmedAuthorityOrigin: z.optional(z.string().check(z.maxLength(longestAddress))),
  federation: z.optional(z.enum(federationModes)),
  mexAddress: z.optional(z.string().check(z.maxLength(longestAddress))),
  caFile: z.optional(z.string().check(z.maxLength(longestPath))),
});

export const connectionDraftSchema = z.strictObject({
  label: z.string().check(z.maxLength(1000)),
  colour: z.string().check(z.maxLength(40)),
  kind: z.string().check(z.maxLength(40)),
  authority: z.string().check(z.maxLength(4000)),
  tenant: z.string().check(z.maxLength(1000)),
  clientId: z.string().check(z.maxLength(1000)),
  scopes: z.string().check(z.maxLength(20_000)),
  federation: z.optional(z.string().check(z.maxLength(40))),
  mexAddress: z.optional(z.string().check(z.maxLength(4000))),
  caFile: z.optional(z.string().check(z.maxLength(longestPath))),
});
