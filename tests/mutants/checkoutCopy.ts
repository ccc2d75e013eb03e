// A copy of the working tree to break things in: sources copied, installed packages linked, caches and dist of its own.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

const repository = join(import.meta.dirname, "../..");

/** Copies what Git tracks or would track, as it is in the working tree now. */
export function copyCheckout(to: string): void {
  const listed = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const files = execFileSync("git", listed, { cwd: repository, encoding: "utf8" }).split("\0");
  for (const file of new Set(files)) {
    const from = join(repository, file);
    if (file === "" || !existsSync(from)) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(from, join(to, file));
  }
  linkPackages(join(repository, "node_modules"), join(to, "node_modules"));
}

// One link for all would let builds in the copy write into the checkout's caches.
function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== ".cache" && !name.startsWith(".vite")) symlinkSync(join(from, name), join(to, name), "junction");
  }
  const browsers = join(from, ".cache/tokentray");
  const kept = join(to, ".cache/tokentray");
  mkdirSync(kept, { recursive: true });
  const unpacked = existsSync(browsers) ? readdirSync(browsers).filter((name) => /^chromium-[\d.]+$/.test(name)) : [];
  for (const name of unpacked) symlinkSync(join(browsers, name), join(kept, name), "junction");
}
