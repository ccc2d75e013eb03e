// Who may use the browser host: whoever brings the one-time key gets a cookie and a page key, and only both open the rest.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export interface Sessions {
  /** A key that works once. An earlier one that was not used stops working, and so does what one brought twice has opened. */
  newKey(): string;
  /** Undefined where the key is wrong or used. */
  exchange(key: string): Opened | undefined;
  /** Does the request carry one of our cookies, and in our header the page key that came with it? */
  knows(headers: IncomingHttpHeaders): boolean;
}

export interface Opened {
  /** The `Set-Cookie` value. */
  readonly cookie: string;
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

const cookieName = "tokentray";

export function createSessions(): Sessions {
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
    exchange: (text) => {
      const key = digest(text);
      if (keyDigest === undefined || !timingSafeEqual(keyDigest, key)) {
        sessions = sessions.map((each) => (timingSafeEqual(each.key, key) ? { ...each, doubted: true } : each));
        return undefined;
      }
      keyDigest = undefined;
      const [value, pageKey] = [randomText(), randomText()];
      sessions = [...sessions, { key, cookie: digest(value), pageKey: digest(pageKey), doubted: false }];
      return { cookie: `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`, pageKey };
    },
    knows: ({ cookie = "", "x-tokentray": header }) => {
      const cookies = cookiesIn(cookie).map(digest);
      const pageKey = digest(typeof header === "string" ? header : "");
      return sessions.some(
        (session) =>
          timingSafeEqual(session.pageKey, pageKey) && cookies.some((each) => timingSafeEqual(session.cookie, each)),
      );
    },
  };
}

/** Another program on another port of this address may have set a cookie of the same name, so all of them count. */
function cookiesIn(header: string): readonly string[] {
  return header
    .split(/; */)
    .filter((pair) => pair.startsWith(`${cookieName}=`))
    .map((pair) => pair.slice(cookieName.length + 1));
}

const randomText = (): string => randomBytes(32).toString("base64url");

/** Digests have one length, so comparing them tells nothing, not even that. */
const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest();
