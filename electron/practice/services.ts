// Puts together what the endpoints share, from the options and what an earlier run saved.
import { setTimeout as wait } from "node:timers/promises";
import { type Company, createCompany } from "./company.ts";
import { createApps } from "./apps.ts";
import { createCodes } from "./codes.ts";
import { createConsents } from "./consents.ts";
import { createDeviceCodes } from "./deviceCodes.ts";
import { createDirectory } from "./directory.ts";
import { openSigningKey, type SigningKey } from "./keys.ts";
import { createFederation } from "./federation/federation.ts";
import { createOneTime, type OneTime } from "./oneTime.ts";
import type { PracticeOptions } from "./options.ts";
import { createRefreshTokens } from "./refreshTokens.ts";
import { createSessions } from "./sessions.ts";
import type { SignInServices, Step } from "./signIn/journey.ts";
import { issuerAt } from "./tenants.ts";
import type { TokenServices } from "./tokenEndpoint.ts";
import { createTokenIssuer } from "./tokens.ts";

export interface Services extends TokenServices, SignInServices {
  readonly origin: string;
  readonly key: SigningKey;
  /** Issuers of tokens still alive: this run's and those of earlier ports. */
  readonly issuers: readonly string[];
  readonly company: Company;
  /** One for each form that is not a step of a sign-in; the value names its page. */
  readonly formTickets: OneTime<string>;
}

interface Place {
  readonly origin: string;
  /** This run's and earlier ones, the latest first. */
  readonly ports: readonly number[];
}

const slowByMs = 4_000;
const formLifeMs = 15 * 60_000;

/** `changed` is called whenever something changes that is to be saved. */
export async function openServices(
  options: PracticeOptions,
  { origin, ports }: Place,
  changed: () => void,
): Promise<Services> {
  const {
    now = Date.now,
    delay = waitUnref,
    state,
    mark,
    accessTokenLifeSeconds: lifeSeconds,
    extendedLifeSeconds,
  } = options;
  // A damaged key costs its tokens only: they no longer verify, and people sign in again.
  const key = await openSigningKey(state?.privateJwk).catch(() => openSigningKey());
  const apps = createApps(state?.companyApp, changed);
  const consents = createConsents(state?.consents ?? [], changed);
  const reuse = options.refreshTokenReuse ?? "allowed";
  return {
    origin,
    key,
    issuers: ports.flatMap((port) =>
      (["practice", "company"] as const).map((home) => issuerAt(`http://127.0.0.1:${port}`, home)),
    ),
    issuer: createTokenIssuer({ now, key, origin, lifeSeconds, extendedLifeSeconds, mark }),
    apps,
    consents,
    company: createCompany(apps, consents),
    directory: createDirectory({ now, saved: state?.people ?? [], changed }),
    refreshTokens: createRefreshTokens({ now, mark, reuse, saved: state?.refreshTokens ?? [], changed }),
    federation: createFederation(options.federation),
    now,
    codes: createCodes(now, mark),
    deviceCodes: createDeviceCodes(now, options.deviceCode ?? {}, mark),
    sessions: createSessions(Number(new URL(origin).port)),
    steps: createOneTime<Step>(now, formLifeMs),
    formTickets: createOneTime<string>(now, formLifeMs),
    pause: async (person) => (person?.situation === "slow" ? delay(slowByMs) : undefined),
  };
}

/** A waiting answer must not keep the program alive. */
async function waitUnref(ms: number): Promise<void> {
  await wait(ms, undefined, { ref: false });
}
