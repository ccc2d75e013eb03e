// Who may use the browser host: whoever brings the one-time key gets a cookie, and only that cookie opens the rest.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export interface Sessions {
  /** A key that works once; an earlier one that was not used stops working. */
  newKey(): string;
  /** The `Set-Cookie` value, or undefined where the key is wrong or used. */
  exchange(key: string): string | undefined;
  /** Does the request carry one of our cookies? */
  knows(headers: IncomingHttpHeaders): boolean;
}

const cookieName = "tokentray";

export function createSessions(): Sessions {
  let keyDigest: Uint8Array | undefined;
  const cookieDigests: Uint8Array[] = [];
  return {
    newKey: () => {
      const key = randomText();
      keyDigest = digest(key);
      return key;
    },
    exchange: (key) => {
      if (keyDigest === undefined || !timingSafeEqual(keyDigest, digest(key))) return undefined;
      keyDigest = undefined;
      const value = randomText();
      cookieDigests.push(digest(value));
      return `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`;
    },
    knows: ({ cookie = "" }) => {
      const digests = cookiesIn(cookie).map(digest);
      return cookieDigests.some((ours) => digests.some((theirs) => timingSafeEqual(ours, theirs)));
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
