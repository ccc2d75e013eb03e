// How answers look on the wire: Entra's headers, tracing IDs, and its error body.
import { randomUUID } from "node:crypto";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import type { LoopbackRequest } from "../loopback/request.ts";
import { errorFields, isRefusal, type Refusal, type Trace } from "./errors.ts";
import { type Form } from "./form.ts";

export interface Exchange extends Trace {
  /** The asker wants its correlation ID back. */
  readonly echo: boolean;
}

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Takes the asker's correlation ID from header, query or form if it is a GUID, else makes one. */
export function openExchange(request: LoopbackRequest, form: Form | Refusal, at: number): Exchange {
  const inForm = isRefusal(form) ? undefined : form.get("client-request-id");
  const offered = [request.headers["client-request-id"], request.query.get("client-request-id"), inForm];
  const correlationId = offered.find((each): each is string => typeof each === "string" && guid.test(each));
  const echo = request.headers["return-client-request-id"] === "true" && correlationId !== undefined;
  return { traceId: randomUUID(), correlationId: correlationId ?? randomUUID(), at, echo };
}

/** A JSON answer; a Refusal becomes Entra's error body with its status. */
export function jsonAnswer(fields: object, exchange: Exchange, status = 200): LoopbackAnswer {
  const error = isRefusal(fields) ? errorFields(fields, exchange) : undefined;
  return {
    status: error?.status ?? status,
    headers: {
      ...traceHeaders(exchange),
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store, no-cache",
      Pragma: "no-cache",
      Expires: "-1",
      ...(isRefusal(fields) && { "x-ms-clitelem": `1,${fields.code},0,,` }),
      ...(isRefusal(fields) &&
        fields.retryAfterSeconds !== undefined && { "Retry-After": String(fields.retryAfterSeconds) }),
    },
    body: JSON.stringify(error?.fields ?? fields),
  };
}

export function traceHeaders({ traceId, correlationId, echo }: Exchange): Readonly<Record<string, string>> {
  return {
    "x-ms-request-id": traceId,
    "x-ms-ests-server": "PRACTICE",
    ...(echo && { "client-request-id": correlationId }),
  };
}
