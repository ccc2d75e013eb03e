// Caches of many accounts to begin with: one record each for the engine, one file for MSAL Node, grown from a real one.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeRecord } from "../../electron/core/recordCodec.ts";
import { Secret } from "../../electron/core/secret.ts";
import { accountIdOf, type AccountRecord } from "../../electron/core/tokens/accountRecord.ts";
import { sealWith } from "../../electron/node/sealing.ts";
import type { Connection } from "../../shared/connection.ts";
import type { Person } from "./adapters/adapter.ts";
import { seal } from "./adapters/msalCache.ts";
import { benchKey } from "./benchKey.ts";
import { clientId, cloud, homeAccountIdOf, oidOf, scope, tenantId, tokenText, usernameOf } from "./people.ts";

/** `due`: good for half an hour, but the server would like a refresh by now. */
export type Freshness = "fresh" | "due" | "ended";

const hourMs = 3_600_000;
const connection: Connection = {
  id: "bench",
  label: "Bench",
  colour: "blue",
  kind: "entra",
  authority: cloud,
  tenant: tenantId,
  clientId,
  scopes: [scope],
  federation: "managed",
};

/** The accounts from 0 on, as the engine knows them. */
export async function engineSeed(folder: string, count: number, freshness: Freshness): Promise<readonly Person[]> {
  const people: Person[] = [];
  mkdirSync(join(folder, "vault"), { recursive: true, mode: 0o700 });
  for (let index = 0; index < count; index += 1) {
    const record = await recordOf(index, freshness);
    const sealed = sealWith(benchKey, encodeRecord(record), `tokentray-record:1:${record.id}`);
    writeFileSync(join(folder, "vault", `${record.id}.sealed`), sealed, { mode: 0o600 });
    if (people.length < mostPeople) people.push({ index, account: record.id });
  }
  return people;
}

/** So many are enough to ask for; a list of all would be read in each process. */
const mostPeople = 100;

async function recordOf(index: number, freshness: Freshness): Promise<AccountRecord> {
  const homeAccountId = homeAccountIdOf(index);
  const times = timesOf(freshness);
  return {
    id: await accountIdOf(connection.id, homeAccountId),
    revision: 1,
    connection,
    homeAccountId,
    username: usernameOf(index),
    name: "Ann Example",
    signedInBy: "password",
    signedInAt: times.issuedAt,
    lastUsedAt: times.issuedAt,
    refreshToken: new Secret(`${usernameOf(index)} ${tokenText(1_200)}`),
    scopeSets: [{ id: "a", scopes: [scope] }],
    tokens: [
      {
        token: new Secret(`${tokenText(1_500)}.${index}`),
        tokenType: "Bearer",
        asked: [scope],
        granted: [scope],
        ...times,
      },
    ],
  };
}

interface Times {
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly refreshAt?: number;
}

function timesOf(freshness: Freshness): Times {
  const now = Date.now();
  if (freshness === "fresh") return { issuedAt: now, expiresAt: now + hourMs };
  if (freshness === "ended") return { issuedAt: now - 2 * hourMs, expiresAt: now - hourMs };
  return { issuedAt: now - hourMs / 2, expiresAt: now + hourMs / 2, refreshAt: now - 60_000 };
}

type Entity = Record<string, string>;
type Section = Record<string, Entity>;

export interface MsalSeed {
  readonly text: string;
  readonly people: readonly Person[];
}

/** `sample` is a cache that MSAL Node wrote itself after person 0 had signed in. */
export function msalSeed(sample: string, count: number, freshness: Freshness): MsalSeed {
  const cache: Record<string, Section> = {};
  const times = msalTimes(timesOf(freshness));
  for (const [name, section] of Object.entries(JSON.parse(sample) as Record<string, Section>)) {
    const grown: Section = (cache[name] = {});
    for (let index = 0; index < count; index += 1) {
      for (const [key, entity] of Object.entries(section)) {
        const own = JSON.parse(JSON.stringify(entity).replaceAll(oidOf(0), oidOf(index))) as Entity;
        grown[key.replaceAll(oidOf(0), oidOf(index))] = name === "AccessToken" ? { ...own, ...times } : own;
      }
    }
  }
  const people = Array.from({ length: Math.min(count, mostPeople) }, (_, index) => ({
    index,
    account: accountOf(index),
  }));
  return { text: JSON.stringify(cache), people };
}

export function writeMsalSeed(folder: string, { text }: MsalSeed): void {
  writeFileSync(join(folder, "msal.sealed"), seal(text), { mode: 0o600 });
}

function msalTimes({ issuedAt, expiresAt, refreshAt }: Times): Entity {
  const seconds = (at: number): string => String(Math.floor(at / 1000));
  return {
    cached_at: seconds(issuedAt),
    expires_on: seconds(expiresAt),
    extended_expires_on: seconds(expiresAt),
    ...(refreshAt === undefined ? {} : { refresh_on: seconds(refreshAt) }),
  };
}

function accountOf(index: number): Readonly<Record<string, string>> {
  return {
    homeAccountId: homeAccountIdOf(index),
    environment: "login.windows.net",
    tenantId,
    username: usernameOf(index),
    localAccountId: oidOf(index),
  };
}
