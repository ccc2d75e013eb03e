// Keeps the account of whoever has signed in: its record is made, or brought up to date, under its lock.
import type { Connection } from "../../../shared/connection.ts";
import { sameUserName } from "../../../shared/displayNames.ts";
import type { Grant } from "../../../shared/failure.ts";
import { belongsTo } from "../connections.ts";
import type { Identity } from "../identity/identity.ts";
import { nameText } from "../identity/names.ts";
import { unnamedPrefix } from "../identity/whoseToken.ts";
import type { TokenReply } from "../grants/tokenRequest.ts";
import type { Clock } from "../ports.ts";
import { accountIdOf, withReply, withoutRefusal, type AccountRecord } from "../tokens/accountRecord.ts";
import type { Accounts } from "../tokens/accounts.ts";
import type { Target } from "../tokens/scopes.ts";
import type { Vault } from "../vault.ts";

interface Deps {
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly clock: Clock;
}

export interface SignedInPerson {
  readonly connection: Connection;
  readonly target: Target;
  readonly signedInBy: Grant;
  readonly reply: TokenReply;
  /** What the person was asked for as, where it is sure that this is who was meant: by their password, or by a yes. */
  readonly askedAs?: string | undefined;
  /** Under which ID to keep them, where the server gives none. */
  readonly instead?: string | undefined;
}

export async function keepSignedIn(deps: Deps, signedIn: SignedInPerson): Promise<AccountRecord> {
  const { connection, target, signedInBy, reply, askedAs } = signedIn;
  const homeAccountId = homeAccountIdOf(signedIn);
  const accountId = await accountIdOf(connection.id, homeAccountId);
  return deps.vault.locked(accountId, async () => {
    const known = deps.accounts.get(accountId) === undefined ? undefined : await deps.accounts.reread(accountId);
    const now = deps.clock.now();
    const {
      refreshToken,
      refreshTokenEndsAt: _,
      tokens,
      tenantProfiles,
      ...rest
    } = known ?? ({} as Partial<AccountRecord>);
    // What another client or authority gave must not go to this one, whoever this one says has signed in.
    const sameIssuer = known !== undefined && belongsTo(known.connection, connection);
    const base: AccountRecord = {
      scopeSets: [],
      revision: 0,
      ...withoutNames(rest),
      tokens: sameIssuer ? (tokens ?? []) : [],
      id: accountId,
      connection,
      homeAccountId,
      // What a person is called as a guest is not what the account is called.
      ...(target.tenant !== undefined && known !== undefined ? namesOf(known) : namesBy(signedIn)),
      ...askedAsToo(known?.askedAs ?? [], askedAs, reply.identity),
      signedInBy,
      signedInAt: now,
      lastUsedAt: now,
      ...(sameIssuer && refreshToken !== undefined ? { refreshToken } : {}),
      ...(sameIssuer && tenantProfiles !== undefined ? { tenantProfiles } : {}),
    };
    // A new refresh token may do what the old one could not, so every refusal is forgotten.
    const record = withReply({ ...base, scopeSets: base.scopeSets.map(withoutRefusal) }, target, reply);
    for (const set of record.scopeSets) deps.accounts.setProgress(accountId, set, {});
    await deps.accounts.save(record);
    return record;
  });
}

/** Of somebody whom the server does not name, two sign-ins are two people; but a password is for one user name. */
function homeAccountIdOf(signedIn: SignedInPerson): string {
  const { reply, instead } = signedIn;
  const own = typedName(signedIn)?.toLowerCase() ?? crypto.randomUUID();
  return reply.identity.homeAccountId ?? instead ?? `${unnamedPrefix}${own}`;
}

function typedName({ signedInBy, askedAs }: SignedInPerson): string | undefined {
  return signedInBy === "password" || signedInBy === "samlBearer" ? askedAs : undefined;
}

type Names = Pick<AccountRecord, "username" | "name" | "unnamed">;

/** By what the server says: anybody can type any name. Where it says nothing at all, a name typed with its password has to do. */
function namesBy(signedIn: SignedInPerson): Names {
  const { username, subject, localAccountId, homeAccountId, name } = signedIn.reply.identity;
  const named = name === undefined ? {} : { name };
  if (username !== undefined) return { username, ...named };
  const said = nameText(subject ?? localAccountId ?? homeAccountId);
  return { username: said ?? typedName(signedIn) ?? "", unnamed: true, ...named };
}

function namesOf({ username, name, unnamed }: AccountRecord): Names {
  return { username, ...(name === undefined ? {} : { name }), ...(unnamed === true ? { unnamed } : {}) };
}

function withoutNames({ username: _, name: __, unnamed: ___, askedAs: ____, ...rest }: Partial<AccountRecord>) {
  return rest;
}

const mostNames = 10;

function askedAsToo(
  before: readonly string[],
  askedAs: string | undefined,
  { provenNames = [] }: Identity,
): Pick<AccountRecord, "askedAs"> {
  const isNew = askedAs !== undefined && !provenNames.some((name) => sameUserName(name, askedAs));
  const others = before.filter((name) => !isNew || !sameUserName(name, askedAs));
  const names = isNew ? [...others, askedAs].slice(-mostNames) : before;
  return names.length === 0 ? {} : { askedAs: names };
}
