// Who may use the browser host: whoever brings the one-time key gets a cookie and a page key, and only both open the rest.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export interface Sessions {
  /** A key that works once. An earlier one that was not used stops working, and so does what one brought twice has opened. */
  newKey(): string;
  /** Undefined where the key is wrong or used. */
  exchange(key: string, headers: IncomingHttpHeaders): Opened | undefined;
  /** Does the request carry one of our cookies, and in our header the page key that came with it? */
  knows(headers: IncomingHttpHeaders): boolean;
}

export interface Opened {
  /** The `Set-Cookie` values. */
  readonly cookies: readonly string[];
  /** For the page alone: browsers hand a cookie to every port of an address, so another program there could learn it. */
  readonly pageKey: string;
}

interface Session {
  readonly key: Uint8Array;
  readonly cookie: Uint8Array;
  readonly pageKey: Uint8Array;
  /** Somebody else brought the same key later. */
  readonly doubted: boolean;
}

/** Cookies know no port, so the name says it: several hosts may run on one computer. The guards have seen to `Host`. */
const cookieName = ({ host = "" }: IncomingHttpHeaders): string => `tokentray-${host.split(":").at(-1)}`;

/**
 * `paths`: those that need the cookie. Each has one of its own, which no other port is handed, and which a cookie that
 * another port sets for all paths does not replace.
 */
export function createSessions(paths: readonly string[]): Sessions {
  let keyDigest: Uint8Array | undefined;
  let sessions: readonly Session[] = [];

  return {
    newKey: () => {
      const key = randomText();
      keyDigest = digest(key);
      // Where the address had to be an argument of the browser's program, others on a shared computer may have read it.
      // Whoever was quicker with it must not stay when the person, who was refused, asks for another.
      sessions = sessions.filter(({ doubted }) => !doubted);
      return key;
    },
    exchange: (text, headers) => {
      const key = digest(text);
      if (keyDigest === undefined || !timingSafeEqual(keyDigest, key)) {
        sessions = sessions.map((each) => (timingSafeEqual(each.key, key) ? { ...each, doubted: true } : each));
        return undefined;
      }
      keyDigest = undefined;
      const [value, pageKey] = [randomText(), randomText()];
      sessions = [...sessions, { key, cookie: digest(value), pageKey: digest(pageKey), doubted: false }];
      const cookie = `${cookieName(headers)}=${value}; HttpOnly; SameSite=Strict`;
      return { cookies: paths.map((path) => `${cookie}; Path=${path}`), pageKey };
    },
    knows: (headers) => {
      const { "x-tokentray": header } = headers;
      const cookies = cookiesIn(headers).map(digest);
      const pageKey = digest(typeof header === "string" ? header : "");
      return sessions.some(
        (session) =>
          timingSafeEqual(session.pageKey, pageKey) && cookies.some((each) => timingSafeEqual(session.cookie, each)),
      );
    },
  };
}

/** Another program on another port of this address may have set a cookie of the same name, so all of them count. */
function cookiesIn(headers: IncomingHttpHeaders): readonly string[] {
  const begin = `${cookieName(headers)}=`;
  return (headers.cookie ?? "")
    .split(/; */)
    .filter((pair) => pair.startsWith(begin))
    .map((pair) => pair.slice(begin.length));
}

const randomText = (): string => randomBytes(32).toString("base64url");

/** Digests have one length, so comparing them tells nothing, not even that. */
const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest();
