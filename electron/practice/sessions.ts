// Who is signed in with which browser: a cookie that only this listener gets, remembered until the tenant stops.
import { randomBytes } from "node:crypto";
import type { LoopbackRequest } from "../loopback/request.ts";
import { forgetOldest } from "./bounded.ts";

export interface BrowserAccount {
  readonly username: string;
  readonly secondFactor: boolean;
}

export interface Sessions {
  /** The accounts signed in with the browser that asks, the latest first. */
  accounts(request: LoopbackRequest): readonly BrowserAccount[];
  /** Remembers an account; gives the `Set-Cookie` header's value. */
  remember(request: LoopbackRequest, account: BrowserAccount): string;
}

const mostKept = 200;

/** Cookies know no port, so the name says it: several tenants may run on one computer. */
export function createSessions(port: number): Sessions {
  const name = `practice-${port}`;
  const kept = new Map<string, readonly BrowserAccount[]>();

  function idOf({ headers }: LoopbackRequest): string | undefined {
    const pairs = (headers.cookie ?? "").split(";").map((each) => each.trim());
    return pairs.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  }

  function accounts(request: LoopbackRequest): readonly BrowserAccount[] {
    return kept.get(idOf(request) ?? "") ?? [];
  }

  return {
    accounts,
    remember(request, account) {
      const others = accounts(request).filter(({ username }) => username !== account.username);
      kept.delete(idOf(request) ?? "");
      // A fresh ID at each sign-in: one that somebody planted before it is worth nothing after.
      const id = randomBytes(24).toString("base64url");
      kept.set(id, [account, ...others]);
      forgetOldest(kept, mostKept);
      return `${name}=${id}; Path=/; HttpOnly; SameSite=Lax`;
    },
  };
}
