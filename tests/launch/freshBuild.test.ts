// When dist counts as built from the sources as they are now.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint, isFresh, leaveStamp } from "../../electron/launch/freshBuild.mjs";

let root = "";
const put = (name: string, text: string) => writeFileSync(join(root, name), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tokentray-fresh-"));
  mkdirSync(join(root, "shared/deep"), { recursive: true });
  put("vite.config.ts", "");
  put("shared/deep/words.ts", "one");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a checkout that was never built is stale", () => {
  expect(isFresh(root)).toBe(false);
});

test("a build stays fresh until a source changes", () => {
  leaveStamp(root, fingerprint(root));
  expect(isFresh(root)).toBe(true);
  put("shared/deep/words.ts", "longer");
  expect(isFresh(root)).toBe(false);
});

test("a source of the same size changed, added or removed makes it stale", () => {
  leaveStamp(root, fingerprint(root));
  utimesSync(join(root, "shared/deep/words.ts"), new Date(), new Date(Date.now() + 5_000));
  expect(isFresh(root)).toBe(false);
  leaveStamp(root, fingerprint(root));
  put("shared/more.ts", "");
  expect(isFresh(root)).toBe(false);
  leaveStamp(root, fingerprint(root));
  rmSync(join(root, "shared/more.ts"));
  expect(isFresh(root)).toBe(false);
});

test("a source that changed while the build ran leaves it stale", () => {
  const before = fingerprint(root);
  put("shared/deep/words.ts", "changed meanwhile");
  leaveStamp(root, before);
  expect(isFresh(root)).toBe(false);
});

test("a damaged stamp is as good as none", () => {
  leaveStamp(root, fingerprint(root));
  put("dist/built.json", "{");
  expect(isFresh(root)).toBe(false);
});

test("an installed package brings no sources, so there is nothing to build", () => {
  rmSync(join(root, "vite.config.ts"));
  expect(isFresh(root)).toBe(true);
});
