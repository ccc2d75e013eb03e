// Answers requests of our pages from one folder, and from nowhere else.
import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { contentSecurityPolicy } from "./contentSecurityPolicy.ts";
import { isOurPage } from "./origin.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** `folder` is the built renderer. Every answer carries the policy, refusals too. */
export function servePages(folder: string): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    const path = isOurPage(url) ? fileOf(folder, new URL(url).pathname) : undefined;
    const type = path === undefined ? undefined : contentTypes[extname(path)];
    if (method !== "GET" || path === undefined || type === undefined) return answer(404, "text/plain", null);
    try {
      return answer(200, type, await readFile(path));
    } catch {
      return answer(404, "text/plain", null);
    }
  };
}

/** The file that a URL's path names, or undefined where that could lead out of the folder. */
export function fileOf(folder: string, pathname: string): string | undefined {
  const name = decoded(pathname);
  // A backslash or a colon would start anew on Windows; a dot at the front is either `..` or a hidden file.
  const plain = name?.split("/").every((part) => !part.startsWith(".") && !/[\\:\p{Cc}]/u.test(part));
  if (name === undefined || plain !== true) return undefined;
  const path = join(folder, name);
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? path : undefined;
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

function answer(status: number, type: string, body: Buffer<ArrayBuffer> | null): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": type,
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
    },
  });
}
