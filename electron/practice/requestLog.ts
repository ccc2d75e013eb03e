// What the practice tenant was asked, for tests; holds neither passwords nor tokens.
import { isRefusal, type Refusal } from "./errors.ts";
import type { PracticeEndpoint } from "./faults.ts";
import type { Form } from "./form.ts";
import { grants } from "./grants.ts";

export interface PracticeRequest {
  readonly at: number;
  readonly method: string;
  /** `unknown` for a path that is not ours. */
  readonly endpoint: PracticeEndpoint | "unknown";
  readonly path: string;
  /** A known grant's name, else undefined: an unknown one could be anything. */
  readonly grantType: string | undefined;
  readonly correlationId: string;
  /** Undefined while the answer is being made. */
  readonly status: number | undefined;
}

const mostKept = 2_000;

export interface RequestLog {
  readonly entries: readonly PracticeRequest[];
  /** Notes a request; the function returned notes its answer's status. */
  note(request: Omit<PracticeRequest, "status">): (status: number) => void;
}

export function createRequestLog(): RequestLog {
  const entries: PracticeRequest[] = [];
  return {
    entries,
    note(request) {
      const waiting = { ...request, status: undefined };
      entries.push(waiting);
      if (entries.length > mostKept) entries.shift();
      return (status) => {
        const index = entries.lastIndexOf(waiting);
        if (index !== -1) entries[index] = { ...request, status };
      };
    },
  };
}

export function knownGrantType(form: Form | Refusal): string | undefined {
  const name = isRefusal(form) ? undefined : form.get("grant_type");
  return name !== undefined && grants.has(name) ? name : undefined;
}
