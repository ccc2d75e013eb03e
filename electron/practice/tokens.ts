// Makes a token endpoint's answer: signed access and ID tokens and what Entra sends beside them.
import { createHash, randomInt, randomUUID } from "node:crypto";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { objectIdOf } from "./identifiers.ts";
import { objectIdIn, usernameIn } from "./guestNames.ts";
import { encode, type SigningKey } from "./keys.ts";
import type { GrantedScopes } from "./scopes.ts";
import { homeOf, type HomeTenant, homeTenants, issuerAt } from "./tenants.ts";

export interface TokenIssuer {
  answer(order: TokenOrder): Readonly<Record<string, string | number>>;
}

export interface TokenOrder {
  readonly person: PracticePerson;
  /** Whose token it is: the person's own tenant, or one that has invited them. */
  readonly tenant: HomeTenant;
  readonly clientId: string;
  readonly granted: GrantedScopes;
  readonly openId: ReadonlySet<string>;
  /** The sign-in had a second proof. */
  readonly secondFactor: boolean;
  /** Stands in the ID token, so that the app knows it for the answer to its own question. */
  readonly nonce: string | undefined;
  readonly refreshToken: string | undefined;
  readonly wantsClientInfo: boolean;
}

interface Options {
  readonly now: () => number;
  readonly key: SigningKey;
  readonly origin: string;
  readonly lifeSeconds: number | undefined;
  /** `ext_expires_in`: how long a token serves in an outage. As long as it lives unless told. */
  readonly extendedLifeSeconds: number | undefined;
  readonly mark: string | undefined;
}

/** Entra dates tokens five minutes back, for clocks that are slow. */
const backdatedSeconds = 300;

export function createTokenIssuer({ now, key, origin, lifeSeconds, extendedLifeSeconds, mark }: Options): TokenIssuer {
  function sign(
    { person, tenant }: TokenOrder,
    audience: string,
    endsIn: number,
    claims: Readonly<Record<string, unknown>>,
  ): string {
    const at = Math.floor(now() / 1000);
    return key.sign({
      // First, because after `{"mark":"` base64 starts a fresh group: the mark's base64 stands in the token as it is.
      ...(mark !== undefined && { mark }),
      aud: audience,
      iss: issuerAt(origin, tenant),
      iat: at - backdatedSeconds,
      nbf: at - backdatedSeconds,
      exp: at + endsIn,
      ...claims,
      sub: subjectOf(objectIdIn(tenant, person), audience),
      tid: homeTenants[tenant].tenantId,
      uti: randomUUID(),
      ver: "2.0",
    });
  }

  function accessToken(order: TokenOrder, endsIn: number): string {
    const { person, tenant, clientId, granted, secondFactor } = order;
    return sign(order, granted.audience, endsIn, {
      acr: "1",
      ...(secondFactor && { acrs: ["p1", "c1"] }),
      amr: secondFactor ? ["pwd", "mfa"] : ["pwd"],
      appid: clientId,
      azp: clientId,
      azpacr: "0",
      idtyp: "user",
      name: person.name,
      oid: objectIdIn(tenant, person),
      scp: granted.scp,
      unique_name: usernameIn(tenant, person),
      upn: usernameIn(tenant, person),
    });
  }

  function idToken(order: TokenOrder, endsIn: number): string {
    const { person, tenant, clientId, openId, nonce } = order;
    const { name, username } = person;
    const about = { name, oid: objectIdIn(tenant, person), preferred_username: usernameIn(tenant, person) };
    return sign(order, clientId, endsIn, {
      ...(nonce !== undefined && { nonce }),
      ...(openId.has("profile") && about),
      ...(openId.has("email") && { email: username }),
    });
  }

  return {
    answer(order) {
      const { person, granted, openId, refreshToken, wantsClientInfo } = order;
      const endsIn = person.situation === "shortLived" ? 30 : (lifeSeconds ?? randomInt(3_600, 5_400));
      return {
        token_type: "Bearer",
        scope: granted.answer,
        expires_in: endsIn,
        ext_expires_in: extendedLifeSeconds ?? endsIn,
        ...(endsIn >= 7_200 && { refresh_in: Math.floor(endsIn / 2) }),
        access_token: accessToken(order, endsIn),
        ...(refreshToken !== undefined && { refresh_token: refreshToken }),
        ...(openId.has("openid") && { id_token: idToken(order, Math.max(endsIn, 3_600)) }),
        ...(wantsClientInfo && {
          client_info: encode({ uid: objectIdOf(person), utid: homeTenants[homeOf(person)].tenantId }),
        }),
      };
    },
  };
}

/** Another one for each audience, as Entra's pairwise subjects are. */
function subjectOf(objectId: string, audience: string): string {
  return createHash("sha256").update(`${objectId}/${audience}`).digest("base64url");
}
