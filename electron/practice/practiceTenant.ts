// The practice tenant: an Entra-like authority on this computer, started when it is first used.
import { practiceTenant } from "../../shared/practicePeople.ts";
import { listenLoopback } from "../loopback/listener.ts";
import type { Company } from "./company.ts";
import type { PracticeFault } from "./faults.ts";
import { createFront } from "./front.ts";
import type { PracticeOptions } from "./options.ts";
import type { PracticeRequest } from "./requestLog.ts";
import { createSaving } from "./saving.ts";
import { openServices, type Services } from "./services.ts";
import type { PracticeState } from "./state.ts";

export type { PracticeOptions } from "./options.ts";

export interface PracticeTenant {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The origin with the tenant ID; the tenant's domain works in its place. */
  readonly authority: string;
  readonly tenantId: string;
  readonly domain: string;
  readonly clientId: string;
  /** GET with a Bearer token: checks it and answers name, upn and scopes. */
  readonly meUrl: string;
  readonly requests: readonly PracticeRequest[];
  /** The second tenant's app registration, as its page at `/company/app` shows it. */
  readonly company: Company;
  saveState(): PracticeState;
  revokeRefreshTokens(username: string): void;
  /** Spoils answers until called again, without a fault to end it. */
  setFault(fault?: PracticeFault): void;
  /** Cuts every connection at once, and waits for a save that is under way. */
  close(): Promise<void>;
}

const maxBodyBytes = 64 * 1024;
const mostPortsKept = 16;

export async function startPracticeTenant(options: PracticeOptions = {}): Promise<PracticeTenant> {
  const { now = Date.now, state, save = async () => {} } = options;
  const wished = options.port ?? state?.ports[0];
  const opened = Promise.withResolvers<Services>();
  const front = createFront(now, () => saving.settled());
  const loopback = await listenLoopback({
    ...(wished !== undefined && { port: wished }),
    maxBodyBytes,
    // Clients compare `Date` with their own clock, so every answer tells this tenant's.
    now,
    // Issuers and endpoints name the port, so it must be known before the first answer.
    handle: async (request) => front.answer(request, await opened.promise),
  });
  const { origin, port } = loopback;
  const ports = [...new Set([port, ...(state?.ports ?? [])])].slice(0, mostPortsKept);
  const services = await openServices(options, { origin, ports }, () => saving.changed());
  const saveState = () => stateOf(services, ports);
  const saving = createSaving(save, saveState);
  // Port and key are new as well.
  saving.changed();
  await saving.settled();
  opened.resolve(services);
  return {
    origin,
    authority: `${origin}/${practiceTenant.tenantId}`,
    tenantId: practiceTenant.tenantId,
    domain: practiceTenant.domain,
    clientId: practiceTenant.clientId,
    meUrl: `${origin}/v1.0/me`,
    requests: front.requests,
    company: services.company,
    saveState,
    revokeRefreshTokens: (username) => services.refreshTokens.revoke(username),
    setFault: (fault) => front.setFault(fault),
    async close() {
      await loopback.close();
      await saving.settled();
    },
  };
}

function stateOf(services: Services, ports: readonly number[]): PracticeState {
  return {
    version: 1,
    ports: [...ports],
    privateJwk: services.key.privateJwk,
    refreshTokens: [...services.refreshTokens.records()],
    consents: [...services.consents.records()],
    people: [...services.directory.changes()],
    companyApp: services.company.app,
  };
}
