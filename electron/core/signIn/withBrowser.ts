// Signing in with the system browser: opens the authority's page and waits on loopback for its return, for two minutes.
import { returnPageWords } from "../../../shared/returnPageWords.ts";
import { failed, type Failure, type Outcome } from "../../../shared/failure.ts";
import { ownFailure } from "../failures.ts";
import {
  authorizationCodeGrant,
  beginAuthorization,
  readReturn,
  type Authorization,
} from "../grants/authorizationCode.ts";
import type { TokenReply } from "../grants/tokenRequest.ts";
import type { RedirectPage } from "../ports.ts";
import type { Secret } from "../secret.ts";
import type { MethodDeps, SignInStage, SignInSubject, SignInWay } from "./signInMethod.ts";

/** A person needs time for a second factor, a forgotten return must not wait for ever. */
const browserPatienceMs = 120_000;

export function withBrowser(prompt?: "consent" | "select_account"): SignInWay {
  return {
    method: "browser",
    steps: ["browser", "token"],
    async bring(subject, stage, deps) {
      const endpoint = subject.authority.authorizationEndpoint;
      if (endpoint === undefined)
        return failed(ownFailure("grantNotAllowed", deps.clock.now(), { grant: "authorizationCode" }));
      stage.step("browser");
      const { connection, username, scopes, claims } = subject;
      const correlationId = crypto.randomUUID();
      const about = {
        grant: "authorizationCode",
        connectionId: connection.id,
        username,
        scopes,
        correlationId,
        ...(claims === undefined ? {} : { claims }),
      } as const;
      return deps.attempting(about, () => visit(subject, { endpoint, correlationId, prompt }, stage, deps));
    },
  };
}

interface Visit {
  readonly endpoint: string;
  readonly correlationId: string;
  readonly prompt: "consent" | "select_account" | undefined;
}

async function visit(
  subject: SignInSubject,
  how: Visit,
  stage: SignInStage,
  deps: MethodDeps,
): Promise<Outcome<TokenReply>> {
  const { connection, authority, scopes, username, asked, claims, signal } = subject;
  const { clientId } = connection;
  const named = username === "" ? {} : { username };
  const returned = Promise.withResolvers<Outcome<Secret>>();
  const tokens = Promise.withResolvers<Outcome<TokenReply>>();
  const over = new AbortController();
  let authorization: Authorization | undefined;
  let used = false;

  const listener = await deps.redirects.listen(async (query) => {
    const at = deps.clock.now();
    if (authorization === undefined || used) return pageOf(used ? "used" : "foreign");
    const outcome = readReturn(authorization, authority, query, at);
    // Anybody can visit a loopback address: a foreign return is turned away and ends nothing.
    if (!outcome.ok && outcome.failure.evidence.error === "state_mismatch") return pageOf("foreign");
    used = true;
    returned.resolve(outcome);
    const result = await tokens.promise;
    if (!result.ok) return pageOfFailure(result.failure);
    return pageOf(subject.questionAbout(result.value) === undefined ? "done" : "somebodyElse");
  });
  try {
    authorization = await beginAuthorization({
      authority,
      endpoint: how.endpoint,
      clientId,
      scopes,
      redirectUri: listener.redirectUri,
      ...named,
      ...(claims === undefined ? {} : { claims }),
      ...promptOf(how.prompt ?? authority.type.browserPrompt),
    });
    const address = authorization.url;
    const waiting = { kind: "browser", address, endsAt: deps.clock.now() + browserPatienceMs } as const;
    stage.wait(waiting);
    const standIn = (): string => listener.leadOnce(address, openedTwice);
    const opening = deps.desktop.openAddress(address, { over: over.signal, standIn }).then((opened) => {
      if (!opened && !over.signal.aborted) stage.wait({ ...waiting, notOpened: true });
      return returned.promise;
    });
    const code = await withPatience(Promise.race([returned.promise, opening]), signal, deps);
    over.abort();
    stage.wait(undefined);
    if (!code.ok) return conclude(code);
    stage.step("token");
    const { correlationId } = how;
    return conclude(
      await authorizationCodeGrant(
        { ...named, authority, clientId, scopes, authorization, asked, code: code.value, correlationId, signal },
        deps.requests,
      ),
    );
  } finally {
    over.abort();
    tokens.resolve(failed(ownFailure("cancelled", deps.clock.now())));
    stage.wait(undefined);
    await listener.close();
  }

  /** Somebody else has seen the state, and could bring a return of their own before the person does. */
  function openedTwice(): RedirectPage {
    used = true;
    const evidence = { grant: "authorizationCode", error: "opened_twice" } as const;
    returned.resolve(failed(ownFailure("untrustedReply", deps.clock.now(), evidence)));
    return pageOf("openedTwice");
  }

  function conclude<T extends Outcome<TokenReply>>(outcome: T): T {
    tokens.resolve(outcome);
    return outcome;
  }
}

function promptOf(prompt: Visit["prompt"]): { readonly prompt?: NonNullable<Visit["prompt"]> } {
  return prompt === undefined ? {} : { prompt };
}

/** The return, or a failure once the person cancels or two minutes are over. */
function withPatience(
  returned: Promise<Outcome<Secret>>,
  signal: AbortSignal,
  { clock }: MethodDeps,
): Promise<Outcome<Secret>> {
  const ended = Promise.withResolvers<Outcome<Secret>>();
  const fail = (kind: "cancelled" | "timeout"): void =>
    ended.resolve(failed(ownFailure(kind, clock.now(), { grant: "authorizationCode" })));
  const cancelTimer = clock.after(browserPatienceMs, () => fail("timeout"));
  signal.addEventListener("abort", () => fail("cancelled"), { once: true });
  if (signal.aborted) fail("cancelled");
  return Promise.race([returned, ended.promise]).finally(cancelTimer);
}

function pageOf(kind: keyof typeof returnPageWords): RedirectPage {
  return { status: kind === "done" ? 200 : 400, ...returnPageWords[kind] };
}

async function pageOfFailure(failure: Failure): Promise<RedirectPage> {
  const { explain } = await import("../../../shared/explain.ts");
  const { title, whatHappened } = explain(failure);
  return { status: 400, title, sentences: [whatHappened, ...returnPageWords.failed.sentences] };
}
