// The page's own files, read once from the built renderer: what is not among them cannot be asked for.
import { readdir, readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import { protectiveHeaders } from "./headers.ts";

/** The answer for a path such as `/assets/index.js`; undefined where there is no such file. */
export type Pages = (path: string) => LoopbackAnswer | undefined;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** Throws where there is no `index.html`. */
export async function loadPages(folder: string): Promise<Pages> {
  const answers = new Map<string, LoopbackAnswer>();
  for (const name of await readdir(folder, { recursive: true })) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const body = await readFile(join(folder, name));
    answers.set(`/${name.split(sep).join("/")}`, {
      status: 200,
      headers: { ...protectiveHeaders, "Content-Type": type },
      body,
    });
  }
  const index = answers.get("/index.html");
  if (index === undefined) throw new Error("There is no index.html.");
  answers.set("/", index);
  return (path) => answers.get(path);
}
