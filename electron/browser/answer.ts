// Answers the page's requests. Its own files are open to this computer; everything else needs the cookie and the page's key.
import * as z from "zod/mini";
import { parseCall, runCall } from "../../shared/commandCall.ts";
import type { App } from "../core/app.ts";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import type { LoopbackRequest } from "../loopback/request.ts";
import { badInput, json, text } from "./answers.ts";
import { answerCopy } from "./copy.ts";
import type { Events } from "./events.ts";
import { protectiveHeaders } from "./headers.ts";
import type { Pages } from "./pages.ts";
import type { Sessions } from "./session.ts";

export interface Rooms {
  readonly app: App;
  readonly pages: Pages;
  readonly sessions: Sessions;
  readonly events: Events;
  /** A browser brought the key. */
  readonly onOpened: () => void;
}

export async function answer(request: LoopbackRequest, rooms: Rooms): Promise<LoopbackAnswer> {
  const { method, path } = request;
  const page = method === "GET" || method === "HEAD" ? rooms.pages(path) : undefined;
  if (page !== undefined) return page;
  if (!isFromOurPage(request)) return text(403, "Only the page itself may ask here.");
  if (method === "POST" && path === "/session") return openSession(request, rooms);
  if (!rooms.sessions.knows(request.headers)) return text(403, "This page has no key.");
  const route = routes[`${method} ${path}`];
  if (route === undefined) return text(404, "There is nothing here.");
  try {
    return await route(request, rooms);
  } catch (error) {
    return json(200, rooms.app.reportBug(error));
  }
}

type Route = (request: LoopbackRequest, rooms: Rooms) => LoopbackAnswer | Promise<LoopbackAnswer>;

const routes: Readonly<Record<string, Route>> = {
  "GET /snapshot": (_, { app }) => json(200, app.snapshot()),
  "GET /events": (request, { app, events }) => ({
    status: 200,
    headers: { ...protectiveHeaders, "Content-Type": "application/x-ndjson; charset=utf-8" },
    body: events.lines(app, request.signal),
  }),
  "POST /command": async (request, { app }) => {
    const { name, input } = commandSchema.safeParse(jsonBody(request)).data ?? {};
    const parsed = parseCall(name, input);
    if (!parsed.ok) return badInput(parsed.field);
    // Here there is no clipboard but the page's, and it is reached by `/copy` alone.
    if (parsed.call.name === "copyToken" || parsed.call.name === "copyCommand") return badInput();
    return json(200, await runCall(app.handlers, parsed.call));
  },
  "POST /copy": (request, { app }) => answerCopy(app, jsonBody(request)),
};

/** What only the page may ask for. */
export const closedPaths: readonly string[] = Object.keys(routes).flatMap((route) => route.split(" ").slice(1));

const commandSchema = z.object({ name: z.string(), input: z.unknown() });
const keySchema = z.object({ key: z.string() });

/** A form cannot send our header, and another site's page cannot without asking first, which is never allowed. */
function isFromOurPage({ headers }: LoopbackRequest): boolean {
  const site = headers["sec-fetch-site"];
  return headers["x-tokentray"] !== undefined && (site === undefined || site === "same-origin");
}

function openSession(request: LoopbackRequest, { sessions, onOpened }: Rooms): LoopbackAnswer {
  const key = keySchema.safeParse(jsonBody(request)).data?.key;
  const opened = key === undefined ? undefined : sessions.exchange(key, request.headers);
  if (opened === undefined) return text(403, "This key is wrong or was used.");
  onOpened();
  return json(200, { pageKey: opened.pageKey }, { "Set-Cookie": opened.cookies });
}

function jsonBody({ headers, body }: LoopbackRequest): unknown {
  if (!headers["content-type"]?.startsWith("application/json")) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
