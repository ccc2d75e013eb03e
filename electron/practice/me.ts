// A tiny protected resource, `/v1.0/me`: takes an access token only if signature, issuer, audience and life are right.
import type { SigningKey } from "./keys.ts";
import { graph } from "./resources.ts";

export interface MeAnswer {
  readonly status: 200 | 401;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Options {
  readonly key: SigningKey;
  readonly issuers: readonly string[];
  /** Epoch ms. */
  readonly at: number;
}

/** Checks the Authorization header; errors have Microsoft Graph's shape. */
export function me(authorization: string | undefined, { key, issuers, at }: Options): MeAnswer {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) return refused("Access token is empty.", at);
  const claims = key.verify(token);
  if (claims === undefined) return refused("The token's signature is not this tenant's.", at);
  if (typeof claims.iss !== "string" || !issuers.includes(claims.iss)) return refused("Invalid issuer.", at);
  if (claims.aud !== graph.audience) return refused("Invalid audience.", at);
  const seconds = at / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= seconds) return refused("The token is expired.", at);
  if (typeof claims.nbf !== "number" || claims.nbf > seconds) return refused("The token is not valid yet.", at);
  const { name, upn, oid, scp } = claims;
  return {
    status: 200,
    fields: {
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
      id: oid,
      displayName: name,
      userPrincipalName: upn,
      name,
      upn,
      scopes: typeof scp === "string" ? scp.split(" ") : [],
    },
  };
}

function refused(message: string, at: number): MeAnswer {
  const innerError = { date: new Date(at).toISOString().slice(0, 19) };
  return { status: 401, fields: { error: { code: "InvalidAuthenticationToken", message, innerError } } };
}
