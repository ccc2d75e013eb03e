// A Linux desktop's programs that open addresses: they write down what they were asked to open, as everybody could read it.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";

export interface FakeOpeners {
  /** `opener`: what opens pages, where it is not the browser. `refuses`: what opening fails for, by how it begins. */
  has(programs?: { readonly browser?: string; readonly opener?: string; readonly refuses?: string }): {
    readonly env: Readonly<Record<string, string>>;
    /** The arguments, one line a call. */
    readonly opened: () => readonly string[];
  };
  program(name: string, script: string): void;
  at(name: string): string;
  pagesLeft(): readonly string[];
  remove(): void;
}

export function fakeOpeners(): FakeOpeners {
  const folder = mkdtempSync(join(tmpdir(), "tokentray-openers-"));
  const at = (name: string): string => join(folder, name);
  for (const name of ["bin", "runtime", "home"]) mkdirSync(at(name));
  const program = (name: string, script: string): void => {
    writeFileSync(at(`bin/${name}`), `#!/bin/sh\n${script}\n`);
    chmodSync(at(`bin/${name}`), 0o755);
  };
  return {
    has({ browser = "fox.desktop", opener = "", refuses = "nothing" } = {}) {
      program("xdg-mime", `case "$3" in text/html) echo ${opener || browser};; *) echo ${browser};; esac`);
      program("xdg-open", `echo "$*" >> ${at("opened")}; case "$1" in ${refuses}*) exit 3;; esac`);
      const env = {
        PATH: `${at("bin")}:${process.env["PATH"]}`,
        DISPLAY: ":0",
        BROWSER: "",
        XDG_RUNTIME_DIR: at("runtime"),
        HOME: at("home"),
        WSL_DISTRO_NAME: "",
      };
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
      const opened = (): readonly string[] =>
        existsSync(at("opened")) ? readFileSync(at("opened"), "utf8").trim().split("\n") : [];
      return { env, opened };
    },
    program,
    at,
    pagesLeft: () => readdirSync(at("runtime")),
    remove() {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
