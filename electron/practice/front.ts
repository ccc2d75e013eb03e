// What stands before the endpoints: notes each request, finds its route, checks the method, applies a fault, saves.
import type { LoopbackAnswer } from "../loopback/listener.ts";
import type { LoopbackRequest } from "../loopback/request.ts";
import { refuse } from "./errors.ts";
import { type PracticeFault, spoil } from "./faults.ts";
import { parseForm } from "./form.ts";
import { createRequestLog, knownGrantType, type PracticeRequest } from "./requestLog.ts";
import { type Asked, findRoute, type Found, type Route } from "./routes.ts";
import type { Services } from "./services.ts";
import { jsonAnswer, openExchange, traceHeaders } from "./wire.ts";

export interface Front {
  readonly requests: readonly PracticeRequest[];
  answer(request: LoopbackRequest, services: Services): Promise<LoopbackAnswer>;
  setFault(fault?: PracticeFault): void;
}

/** `settled` is waited for before each answer goes out. */
export function createFront(now: () => number, settled: () => Promise<void>): Front {
  const log = createRequestLog();
  let fault: PracticeFault | undefined;
  let spoilt = 0;

  function takeFault({ endpoint }: Route): PracticeFault | undefined {
    if (fault === undefined || (fault.path !== "any" && fault.path !== endpoint)) return undefined;
    if (fault.times !== undefined && spoilt >= fault.times) return undefined;
    spoilt += 1;
    return fault;
  }

  async function answer(request: LoopbackRequest, services: Services): Promise<LoopbackAnswer> {
    const form = parseForm(request.body, request.headers["content-type"]);
    const exchange = openExchange(request, form, now());
    const found = findRoute(request.segments, request.method);
    const answered = log.note({
      at: exchange.at,
      method: request.method,
      endpoint: found?.route.endpoint ?? "unknown",
      path: found === undefined ? "unknown" : request.path,
      grantType: knownGrantType(form),
      correlationId: exchange.correlationId,
    });
    const result = await (found === undefined
      ? { status: 404, headers: traceHeaders(exchange) }
      : routed(found, { request, form, exchange, parts: found.parts }, services));
    answered(result.status);
    return result;
  }

  async function routed(found: Found, asked: Asked, services: Services): Promise<LoopbackAnswer> {
    const { route, allowed, isAllowed } = found;
    if (!isAllowed) {
      const refusal = jsonAnswer(refuse(900561), asked.exchange);
      return { ...refusal, headers: { ...refusal.headers, Allow: allowed.join(", ") } };
    }
    const real = async () => {
      const made = await route.answer(asked, services);
      await settled();
      return made;
    };
    const spoiling = takeFault(route);
    return spoiling === undefined ? real() : spoil(spoiling, real, asked.request.signal);
  }

  return {
    requests: log.entries,
    answer,
    setFault(next?: PracticeFault) {
      fault = next;
      spoilt = 0;
    },
  };
}
