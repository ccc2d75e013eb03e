// Admin consent from the app: opens the authority's page for admins and reads what comes back to loopback.
import type { Connection } from "../../../shared/connection.ts";
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import { returnPageWords } from "../../../shared/returnPageWords.ts";
import { adminConsentRequest, consentAddress } from "../../../shared/setup/consentUrls.ts";
import type { AdminConsent } from "../../../shared/snapshot.ts";
import type { Authorities } from "../authority/authority.ts";
import type { Connections } from "../connections.ts";
import { classify } from "../diagnostics/classify.ts";
import { shown } from "../diagnostics/shorten.ts";
import { ownFailure } from "../failures.ts";
import type { Clock, Desktop, RedirectPage, Redirects } from "../ports.ts";
import { Secret } from "../secret.ts";
import type { Store } from "../store.ts";

export interface AdminConsents {
  /** One at a time: a second one cancels the first. The tenant in the answer is what the page said, and proves nothing. */
  ask(input: {
    readonly connectionId: string;
    readonly scopes?: readonly string[] | undefined;
  }): Promise<Outcome<{ readonly tenant: string }>>;
  cancel(): void;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly desktop: Desktop;
  readonly redirects: Redirects;
  readonly connections: Connections;
  readonly authorities: Authorities;
}

type Answer = Outcome<{ readonly tenant: string }>;

/** An admin reads before agreeing. */
const patienceMs = 300_000;

export function createAdminConsents(deps: Deps): AdminConsents {
  const { store, clock, connections } = deps;
  let cancelCurrent: (() => void) | undefined;

  return {
    async ask({ connectionId, scopes }) {
      const connection = connections.get(connectionId);
      if (connection === undefined || (connection.kind !== "entra" && connection.kind !== "practice")) {
        return failed(ownFailure("badInput", clock.now(), { field: "connectionId" }));
      }
      cancelCurrent?.();
      const id = crypto.randomUUID();
      const show = (change: Partial<AdminConsent>): void =>
        store.update((snapshot) =>
          snapshot.adminConsent?.id === id
            ? { ...snapshot, adminConsent: { ...snapshot.adminConsent, ...change } }
            : snapshot,
        );
      store.update((snapshot) => ({ ...snapshot, adminConsent: { id, connectionId } }));
      const cancelled = Promise.withResolvers<Answer>();
      const cancel = (): void => cancelled.resolve(failed(ownFailure("cancelled", clock.now())));
      cancelCurrent = cancel;
      const result = await visit(deps, connection, scopes ?? connection.scopes, cancelled.promise, show);
      store.update((snapshot) =>
        snapshot.adminConsent?.id === id ? { ...snapshot, adminConsent: ended(id, connectionId, result) } : snapshot,
      );
      if (cancelCurrent === cancel) cancelCurrent = undefined;
      return result;
    },
    cancel: () => cancelCurrent?.(),
  };
}

function ended(id: string, connectionId: string, answer: Answer): AdminConsent {
  const result = answer.ok
    ? { ok: true as const, tenant: answer.value.tenant }
    : { ok: false as const, failure: answer.failure };
  return { id, connectionId, result };
}

async function visit(
  { authorities, clock, desktop, redirects }: Deps,
  connection: Connection,
  scopes: readonly string[],
  cancelled: Promise<Answer>,
  show: (change: Partial<AdminConsent>) => void,
): Promise<Answer> {
  const authority = await authorities.find(connection);
  if (!authority.ok) return authority;
  const state = crypto.randomUUID();
  const over = new AbortController();
  const returned = Promise.withResolvers<Answer>();
  const listener = await redirects.listen((query) => {
    if (query.get("state") !== state) return Promise.resolve(page("foreign"));
    const answer = readAnswer(query, state, clock.now());
    returned.resolve(answer);
    return Promise.resolve(page(answer.ok ? "consented" : "failed"));
  });
  const timedOut = Promise.withResolvers<Answer>();
  const cancelTimer = clock.after(patienceMs, () => timedOut.resolve(failed(ownFailure("timeout", clock.now()))));
  try {
    const { origin } = authority.value;
    const { clientId, tenant } = connection;
    const { redirectUri } = listener;
    const address = consentAddress(adminConsentRequest({ origin, tenant, clientId, scopes, redirectUri }, state));
    const waiting = { kind: "browser", address, endsAt: clock.now() + patienceMs } as const;
    show({ waiting });
    const standIn = (): string => listener.leadOnce(address, openedTwice);
    const opening = desktop.openAddress(address, { over: over.signal, standIn }).then((opened) => {
      if (!opened && !over.signal.aborted) show({ waiting: { ...waiting, notOpened: true } });
      return returned.promise;
    });
    return await Promise.race([returned.promise, opening, cancelled, timedOut.promise]);
  } finally {
    over.abort();
    cancelTimer();
    await listener.close();
  }

  /** Somebody else has seen the state, and could bring an answer of their own before the admin does. */
  function openedTwice(): RedirectPage {
    returned.resolve(failed(ownFailure("untrustedReply", clock.now(), { error: "opened_twice" })));
    return page("openedTwice");
  }
}

/** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent: `admin_consent=True` and `tenant`, or an error. */
function readAnswer(query: URLSearchParams, state: string, at: number): Answer {
  const error = query.get("error");
  if (error !== null) {
    const json = { error, error_description: query.get("error_description") ?? "" };
    const context = { at, endpoint: "", correlationId: "", secrets: [new Secret(state)] };
    return failed(
      classify("authorizationCode", { status: 400, headers: {}, text: "", json, tooLarge: false }, context),
    );
  }
  const tenant = query.get("tenant");
  const agreed = query.get("admin_consent")?.toLowerCase() === "true" && tenant !== null;
  return agreed
    ? done({ tenant: shown(tenant, 255) })
    : failed(ownFailure("untrustedReply", at, { error: "no_consent" }));
}

function page(kind: keyof typeof returnPageWords): RedirectPage {
  return { status: kind === "consented" ? 200 : 400, ...returnPageWords[kind] };
}
