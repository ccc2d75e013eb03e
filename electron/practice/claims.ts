// The `claims` parameter: whether it carries a challenge that only a second proof answers.
import * as z from "zod/mini";

const claimsRequest = z.object({
  access_token: z.optional(z.record(z.string(), z.unknown())),
  id_token: z.optional(z.record(z.string(), z.unknown())),
});

/** An authentication context and a policy's ID: what our own refusals ask for. */
const metBySecondFactor = ["acrs", "capolids"];

/** Undefined for what is no claims request at all (OpenID Connect Core 5.5). */
export function demandsSecondFactor(claims: string | undefined): boolean | undefined {
  if (claims === undefined || claims === "") return false;
  const parsed = parse(claims);
  if (parsed === undefined) return undefined;
  const names = [...Object.keys(parsed.access_token ?? {}), ...Object.keys(parsed.id_token ?? {})];
  return names.some((name) => metBySecondFactor.includes(name));
}

function parse(claims: string) {
  try {
    return claimsRequest.safeParse(JSON.parse(claims)).data;
  } catch {
    return undefined;
  }
}
