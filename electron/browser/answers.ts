// The few shapes that the browser host answers in.
import type { Outcome } from "../../shared/failure.ts";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import { protectiveHeaders } from "./headers.ts";

export function json(status: number, value: unknown, more: LoopbackAnswer["headers"] = {}): LoopbackAnswer {
  const headers = { ...protectiveHeaders, "Content-Type": "application/json; charset=utf-8", ...more };
  return { status, headers, body: JSON.stringify(value) };
}

export function text(status: number, body: string, more: Readonly<Record<string, string>> = {}): LoopbackAnswer {
  return { status, headers: { ...protectiveHeaders, "Content-Type": "text/plain; charset=utf-8", ...more }, body };
}

/** An input that no page of ours sends; never repeats it. */
export function badInput(field?: string): LoopbackAnswer {
  const evidence = field === undefined ? {} : { field };
  return json(400, { ok: false, failure: { kind: "badInput", at: Date.now(), evidence } } satisfies Outcome<never>);
}
