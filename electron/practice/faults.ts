// Faults that tests switch on: answers spoilt on their way, or never given.
import { setImmediate } from "node:timers/promises";
import type { LoopbackAnswer } from "../loopback/listener.ts";

export type PracticeEndpoint =
  | "home"
  | "instance"
  | "metadata"
  | "keys"
  | "realm"
  | "mex"
  | "trust"
  | "token"
  | "authorize"
  | "signIn"
  | "deviceCode"
  | "device"
  | "adminConsent"
  | "company"
  | "me";

type Kind =
  /** `body` defaults to an Entra error as JSON; `retryAfter` goes out as given, seconds or a date. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: string;
      readonly body?: string;
      readonly contentType?: string;
    }
  | { readonly kind: "redirect"; readonly location: string }
  /** A captive portal's page with status 200. */
  | { readonly kind: "html" }
  /** JSON content type, but no JSON. */
  | { readonly kind: "garbage" }
  | { readonly kind: "hang" }
  /** These four are done first and spoilt after: a refresh token is rotated although its successor never arrives. */
  | { readonly kind: "closeMidAnswer" }
  | { readonly kind: "truncatedJson" }
  | { readonly kind: "wrongContentType" }
  | { readonly kind: "emptyBody" };

export type PracticeFault = Kind & {
  readonly path: PracticeEndpoint | "any";
  /** How many requests it spoils; all of them when absent. */
  readonly times?: number;
};

const json = { "Content-Type": "application/json; charset=utf-8" };
const html = { "Content-Type": "text/html; charset=utf-8" };
const hotelPage = "<!doctype html><title>Welcome to the hotel</title><p>Please accept our terms.</p>";

/** The spoilt answer. `real` does the request's work; `signal` aborts when the asker has gone. */
export async function spoil(
  fault: PracticeFault,
  real: () => Promise<LoopbackAnswer>,
  signal: AbortSignal,
): Promise<LoopbackAnswer> {
  if (fault.kind === "status") return statusAnswer(fault);
  if (fault.kind === "redirect") return { status: 302, headers: { Location: fault.location } };
  if (fault.kind === "html") return { status: 200, headers: html, body: hotelPage };
  if (fault.kind === "garbage") return { status: 200, headers: json, body: "\u0000\ufffd{not json" };
  if (fault.kind === "hang") {
    await aborted(signal);
    return { status: 504 };
  }
  const answer = await real();
  if (fault.kind === "closeMidAnswer") return cutShort(answer);
  if (fault.kind === "truncatedJson") return { ...answer, body: firstHalf(answer) };
  if (fault.kind === "wrongContentType") return { ...answer, headers: { ...answer.headers, ...html } };
  return { ...answer, body: "" };
}

function statusAnswer({ status, retryAfter, body, contentType }: Kind & { readonly kind: "status" }): LoopbackAnswer {
  const error = status === 429 || status === 503 ? "temporarily_unavailable" : "server_error";
  const fields = {
    error,
    error_description: "AADSTS90033: A transient fault has occurred. Please try again.",
    error_codes: [90033],
  };
  const headers = {
    "Content-Type": contentType ?? json["Content-Type"],
    ...(retryAfter !== undefined && { "Retry-After": retryAfter }),
  };
  return { status, headers, body: body ?? JSON.stringify(fields) };
}

/** Promises the whole length, sends half, and hangs up. */
function cutShort(answer: LoopbackAnswer): LoopbackAnswer {
  const half = firstHalf(answer);
  async function* halfThenGone() {
    yield half;
    await setImmediate();
    throw new Error("The fault cut this answer.");
  }
  return { ...answer, headers: { ...answer.headers, "Content-Length": String(2 * half.length) }, body: halfThenGone() };
}

function firstHalf({ body }: LoopbackAnswer): string {
  return typeof body === "string" ? body.slice(0, Math.ceil(body.length / 2)) : "";
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
