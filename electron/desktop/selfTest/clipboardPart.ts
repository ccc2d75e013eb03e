// Self-test: puts a text on the clipboard as a token is put there, looks at every format, and puts back what was there.
import { randomUUID } from "node:crypto";
import type { Clipboard, ClipboardBookmark, ClipboardItem } from "electron/main";
import { selfTestWords } from "../../../shared/selfTestWords.ts";
import { Secret } from "../../core/secret.ts";
import { clipboardFormats, createClipboard, secrecyFormats } from "../clipboard.ts";
import { withinLimit, type Finding } from "./part.ts";

export interface ClipboardParts {
  readonly clipboard: Pick<Clipboard, "read" | "readText" | "has" | "write" | "clear">;
  readonly ClipboardItem: typeof ClipboardItem;
}

/** Putting back must have its time, so the rest gets less than the whole. */
const restoreShare = 0.4;

export async function checkClipboard(
  parts: ClipboardParts,
  platform: NodeJS.Platform,
  limitMs: number,
): Promise<Finding> {
  const before = await contents(parts).catch(() => undefined);
  if (before === undefined) return { facts: {}, problem: selfTestWords.clipboard.unreadable };
  const text = `TokenTray self-test ${randomUUID()}`;
  const late: Finding = { facts: {}, problem: selfTestWords.clipboard.lost };
  const finding = await withinLimit(tryFormats(parts, text, platform), limitMs * (1 - restoreShare), late);
  const restored = await restore(parts, text, before, platform).catch(() => false);
  const facts = { ...finding.facts, restored };
  const problem = finding.problem ?? (restored ? undefined : selfTestWords.clipboard.notRestored);
  return problem === undefined ? { facts } : { facts, problem };
}

async function tryFormats(parts: ClipboardParts, text: string, platform: NodeJS.Platform): Promise<Finding> {
  const written = await createClipboard(parts, platform).write(new Secret(text));
  const names = Object.keys(clipboardFormats(text, platform));
  const held = await Promise.all(names.map((name) => parts.clipboard.has(name)));
  const formats = Object.fromEntries(names.map((name, index) => [shortName(name), held[index] === true]));
  if (!written) return { facts: { formats }, problem: selfTestWords.clipboard.lost };
  const lacking = Object.keys(formats).filter((name) => formats[name] === false);
  if (lacking.length === 0) return { facts: { formats } };
  return { facts: { formats }, problem: selfTestWords.clipboard.lacking(lacking.join(", ")) };
}

type Contents = Readonly<Record<string, Blob | ClipboardBookmark>>;

async function contents({ clipboard }: ClipboardParts): Promise<Contents> {
  const kept: Record<string, Blob | ClipboardBookmark> = {};
  for (const item of await clipboard.read()) for (const type of item.types) kept[type] = await item.getType(type);
  return kept;
}

/**
 * Leaves alone what somebody copied meanwhile. What it puts back may be a password: histories had their chance when it was
 * copied, and are asked to leave it out now.
 */
async function restore(
  { clipboard, ClipboardItem }: ClipboardParts,
  ours: string,
  before: Contents,
  platform: NodeJS.Platform,
): Promise<boolean> {
  if ((await clipboard.readText()) !== ours) return true;
  if (Object.keys(before).length === 0) clipboard.clear();
  else await clipboard.write([new ClipboardItem({ ...before, ...secrecyFormats(platform) })]);
  return (await clipboard.readText()) !== ours;
}

/** The name that the system knows a raw format by. */
function shortName(type: string): string {
  return /format="(.+)"$/.exec(type)?.[1] ?? type;
}
