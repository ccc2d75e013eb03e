// Chromium's switches, and a variable, that would take a packaged app's protection away. Fuses turn off those of Node, and none
// turns off these: https://www.electronjs.org/docs/latest/tutorial/fuses
import { disarmedWords, type Disarming } from "../../shared/disarmedWords.ts";

/**
 * In lower case, as Chromium compares them where names have no case; `*` stands for any end.
 * Left alone, because people have reasons for them and they open nothing: `no-sandbox` and what goes with it (an AppImage where
 * nobody may make user namespaces), `proxy-*` and `no-proxy-server` (a proxy sees no more than the network does, as long as
 * certificates are checked), `user-data-dir` (another profile is empty), `password-store` (what protects nothing is not written
 * to, see `secretStore.ts`), and all that changes how windows are drawn: `ozone-*`, `enable-features`, `disable-gpu`, `lang`.
 */
const switches: Readonly<Record<Disarming, readonly string[]>> = {
  control: [
    "remote-debugging-port",
    "remote-debugging-pipe",
    "remote-debugging-*",
    "remote-allow-origins",
    "inspect",
    "inspect-*",
    "debug",
    "debug-*",
    "auto-open-devtools-for-tabs",
    "custom-devtools-frontend",
  ],
  certificates: [
    "ignore-certificate-errors",
    "ignore-certificate-errors-spki-list",
    "ignore-certificate-errors*",
    "ignore-urlfetcher-cert-requests",
    "allow-insecure-localhost",
    "allow-running-insecure-content",
    "unsafely-treat-insecure-origin-as-secure",
    "reduce-security-for-testing",
  ],
  recording: [
    "log-net-log",
    "net-log-*",
    "ssl-key-log-file",
    "trace-*",
    "enable-tracing",
    "enable-tracing-*",
    "enable-crash-reporter",
    "enable-crash-reporter-*",
    "full-memory-crash-report",
  ],
  leading: ["host-rules", "host-resolver-rules", "resolver-rules"],
  ambient: ["auth-server-allowlist", "auth-server-*", "auth-negotiate-delegate-allowlist", "auth-negotiate-*"],
  code: [
    "load-extension",
    "load-*",
    "disable-extensions-except",
    "register-pepper-plugins",
    "browser-subprocess-path",
    "renderer-cmd-prefix",
    "utility-cmd-prefix",
    "zygote-cmd-prefix",
    "ppapi-plugin-launcher",
    "gpu-launcher",
    "js-flags",
    "single-process",
  ],
  walls: [
    "disable-web-security",
    "disable-site-isolation-trials",
    "disable-site-isolation-for-policy",
    "allow-file-access",
    "allow-file-access-from-files",
  ],
  keys: ["use-mock-keychain"],
};

/** Of Node's, fuses see to `NODE_OPTIONS`, `NODE_EXTRA_CA_CERTS` and `ELECTRON_RUN_AS_NODE`. */
const variables: Readonly<Record<string, Disarming>> = { SSLKEYLOGFILE: "recording" };

export interface Given {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly hasSwitch: (name: string) => boolean;
}

/** The sentence to end with; undefined where nothing of the kind was given. */
export function disarmed({ argv, env, platform, hasSwitch }: Given): string | undefined {
  const given = switchesIn(argv, platform);
  for (const because of Object.keys(switches) as Disarming[]) {
    for (const pattern of switches[because]) {
      const name = given.find((each) => fits(each, pattern)) ?? (hasSwitch(pattern) ? pattern : undefined);
      if (name !== undefined) return disarmedWords.switch(name, because);
    }
  }
  const variable = Object.entries(variables).find(([name]) => env[name]);
  return variable && disarmedWords.variable(...variable);
}

/** As Chromium reads them: with one dash or two, on Windows with a slash as well, and none after a bare `--`. */
function switchesIn(argv: readonly string[], platform: NodeJS.Platform): readonly string[] {
  const end = argv.indexOf("--");
  const form = platform === "win32" ? /^(?:--?|\/)([^=]+)/ : /^--?([^=]+)/;
  const names = argv.slice(1, end === -1 ? undefined : end).map((text) => form.exec(text)?.[1]?.toLowerCase());
  return names.filter((name) => name !== undefined);
}

function fits(name: string, pattern: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
