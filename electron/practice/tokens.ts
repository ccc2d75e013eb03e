// Makes a token endpoint's answer: signed access and ID tokens and what Entra sends beside them.
import { createHash, randomInt, randomUUID } from "node:crypto";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { objectIdOf } from "./directory.ts";
import { encode, type SigningKey } from "./keys.ts";
import type { GrantedScopes } from "./scopes.ts";
import { homeOf, homeTenants, issuerAt } from "./tenants.ts";

export interface TokenIssuer {
  answer(order: TokenOrder): Readonly<Record<string, string | number>>;
}

export interface TokenOrder {
  readonly person: PracticePerson;
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
  readonly mark: string | undefined;
}

/** Entra dates tokens five minutes back, for clocks that are slow. */
const backdatedSeconds = 300;

export function createTokenIssuer({ now, key, origin, lifeSeconds, mark }: Options): TokenIssuer {
  function sign(
    person: PracticePerson,
    audience: string,
    endsIn: number,
    claims: Readonly<Record<string, unknown>>,
  ): string {
    const at = Math.floor(now() / 1000);
    return key.sign({
      // First, because after `{"mark":"` base64 starts a fresh group: the mark's base64 stands in the token as it is.
      ...(mark !== undefined && { mark }),
      aud: audience,
      iss: issuerAt(origin, homeOf(person)),
      iat: at - backdatedSeconds,
      nbf: at - backdatedSeconds,
      exp: at + endsIn,
      ...claims,
      sub: subjectOf(person, audience),
      tid: tenantIdOf(person),
      uti: randomUUID(),
      ver: "2.0",
    });
  }

  function accessToken({ person, clientId, granted, secondFactor }: TokenOrder, endsIn: number): string {
    return sign(person, granted.audience, endsIn, {
      acr: "1",
      ...(secondFactor && { acrs: ["p1", "c1"] }),
      amr: secondFactor ? ["pwd", "mfa"] : ["pwd"],
      appid: clientId,
      azp: clientId,
      azpacr: "0",
      idtyp: "user",
      name: person.name,
      oid: objectIdOf(person),
      scp: granted.scp,
      unique_name: person.username,
      upn: person.username,
    });
  }

  function idToken({ person, clientId, openId, nonce }: TokenOrder, endsIn: number): string {
    const { name, username } = person;
    return sign(person, clientId, endsIn, {
      ...(nonce !== undefined && { nonce }),
      ...(openId.has("profile") && { name, oid: objectIdOf(person), preferred_username: username }),
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
        ext_expires_in: endsIn,
        ...(endsIn >= 7_200 && { refresh_in: Math.floor(endsIn / 2) }),
        access_token: accessToken(order, endsIn),
        ...(refreshToken !== undefined && { refresh_token: refreshToken }),
        ...(openId.has("openid") && { id_token: idToken(order, Math.max(endsIn, 3_600)) }),
        ...(wantsClientInfo && { client_info: encode({ uid: objectIdOf(person), utid: tenantIdOf(person) }) }),
      };
    },
  };
}

function tenantIdOf(person: PracticePerson): string {
  return homeTenants[homeOf(person)].tenantId;
}

/** Another one for each audience, as Entra's pairwise subjects are. */
function subjectOf(person: PracticePerson, audience: string): string {
  return createHash("sha256")
    .update(`${objectIdOf(person)}/${audience}`)
    .digest("base64url");
}
