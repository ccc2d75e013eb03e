// Gives tests a headless Chromium that `npm ci` alone brings along, with its security left on.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { installedChrome } from "./installedChrome.ts";

/** Spread into Playwright's `chromium.launch`, or spawn `executablePath` with `args` and `env`. */
export interface PreparedChromium {
  readonly executablePath: string;
  readonly args: string[];
  /** The whole environment, this process's included. */
  readonly env: Record<string, string>;
  readonly chromiumSandbox: boolean;
  /** Which browser this is, for the test report. */
  readonly origin: string;
}

/** Unpacks Chromium once per version; safe to call from several processes at the same time. */
export const prepareChromium = async (): Promise<PreparedChromium> => {
  const chosen = process.env["CHROMIUM_PATH"];
  const fromNpm = !chosen && process.platform === "linux" && process.arch === "x64";
  const browser = fromNpm ? await unpacked() : await installedChrome(chosen);
  const chromiumSandbox = canSandbox();
  return {
    executablePath: browser.executablePath,
    args: [...quietAndOffline, ...(chromiumSandbox ? [] : ["--no-sandbox"])],
    env: { ...inherited(), ...browser.env },
    chromiumSandbox,
    origin: browser.origin,
  };
};

/** A Chromium and the variables that it needs beside this process's own. */
export interface Browser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
  readonly origin: string;
}

// The npm package's own switches turn web security and process isolation off, so none of them is used.
const quietAndOffline = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

const unpacked = async (): Promise<Browser> => {
  const root = packageRoot();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const cache = join(import.meta.dirname, "../../node_modules/.cache/tokentray");
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(join(root, "bin"), cache, folder);
  return {
    executablePath: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") },
    origin: `Chromium ${version} from @sparticuz/chromium`,
  };
};

// Unpacked aside and renamed when whole: nobody ever meets half a browser, and of two that unpack at once one wins.
const unpack = async (archives: string, cache: string, folder: string): Promise<void> => {
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(`${folder}.partial-`);
  try {
    await inflateInto(partial, archives);
    writeFileSync(join(partial, "fonts.conf"), fontsConfiguration(folder));
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
};

// The package unpacks into the temporary folder, and takes whatever it finds there for its own; it reads the folder's
// name before its first await, so the variable is back in place before anything else runs.
const inflateInto = async (folder: string, archives: string): Promise<void> => {
  const { inflate } = await import("@sparticuz/chromium");
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  const work = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"].map((name) =>
    inflate(join(archives, name)),
  );
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  await Promise.all(work);
};

// Without a configuration that names real fonts a bare machine draws blank text, and tests pass all the same.
const fontsConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
  <config></config>
</fontconfig>
`;

const packageRoot = (): string => dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));

// Root never gets Chromium's sandbox; containers and some distributions refuse the name spaces that it is made of.
const canSandbox = (): boolean => {
  if (process.platform !== "linux") return true;
  if (process.getuid?.() === 0) return false;
  return spawnSync("unshare", ["--user", "--map-root-user", "--net", "true"]).status === 0;
};

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
