// A packaged app names what would take its protection away, in every form that Chromium reads, and lets people have the rest.
import { describe, expect, it, vi } from "vitest";
import { disarmed, type Given } from "../../electron/desktop/disarming.ts";
import { refuseBadCertificates } from "../../electron/desktop/hardening.ts";

vi.mock("electron/main", () => ({ app: {}, session: {} }));

const ask = (argv: readonly string[], more: Partial<Given> = {}): string | undefined =>
  disarmed({
    argv: ["/opt/TokenTray/tokentray", ...argv],
    env: {},
    platform: "linux",
    hasSwitch: () => false,
    ...more,
  });

const refused = [
  "remote-debugging-port=9222",
  "remote-debugging-port",
  "remote-debugging-pipe",
  "remote-debugging-address=0.0.0.0",
  "remote-allow-origins=*",
  "inspect",
  "inspect=0.0.0.0:9229",
  "inspect-brk",
  "inspect-port=1",
  "ignore-certificate-errors",
  "ignore-certificate-errors-spki-list=AAAA",
  "allow-insecure-localhost",
  "log-net-log=/tmp/net.json",
  "ssl-key-log-file=/tmp/keys",
  "trace-startup",
  "host-rules=MAP * evil.example",
  "host-resolver-rules=MAP login.microsoftonline.com 127.0.0.1",
  "auth-server-allowlist=*",
  "auth-server-whitelist=*",
  "auth-negotiate-delegate-allowlist=*",
  "load-extension=/tmp/x",
  "browser-subprocess-path=/tmp/x",
  "renderer-cmd-prefix=gdb",
  "js-flags=--allow-natives-syntax",
  "disable-web-security",
  "use-mock-keychain",
];
const taken = [
  "no-sandbox",
  "disable-setuid-sandbox",
  "proxy-server=proxy.example:8080",
  "proxy-pac-url=https://pac.example/",
  "proxy-bypass-list=*.corp.example",
  "no-proxy-server",
  "user-data-dir=/tmp/second",
  "password-store=gnome-libsecret",
  "ozone-platform=wayland",
  "ozone-platform-hint=auto",
  "enable-features=WaylandWindowDecorations",
  "disable-gpu",
  "lang=de",
  "force-device-scale-factor=2",
  "force-renderer-accessibility",
  "hidden",
  "selftest",
  "selftest-url=https://example.com",
];

describe("what would disarm the app", () => {
  it.each(refused)("--%s is named", (text) => {
    const name = text.split("=")[0] ?? "";
    for (const given of [`--${text}`, `-${text}`, `--${text.replace(name, name.toUpperCase())}`]) {
      expect(ask(["--hidden", given])).toContain(`--${name}, because it `);
    }
    expect(ask([`/${text}`], { platform: "win32" })).toContain(`--${name}, `);
  });

  it.each(["remote-debugging-port", "ignore-certificate-errors", "log-net-log", "host-rules", "js-flags"])(
    "--%s is named where Chromium alone says that it was given",
    (name) => expect(ask([], { hasSwitch: (asked) => asked === name })).toContain(`--${name}, `),
  );

  it("is named in every form of a family that has a name in common", () => {
    for (const name of ["remote-debugging-io-pipes", "inspect-wait", "trace-to-file", "auth-server-whitelist"]) {
      expect(ask([`--${name}=x`])).toContain(`--${name}, `);
    }
  });

  it.each(taken)("--%s is not among it", (text) => {
    expect(ask([`--${text}`, `-${text}`])).toBeUndefined();
    expect(ask([`/${text}`], { platform: "win32" })).toBeUndefined();
  });

  it("is no switch after a bare --, nor the program's own path, nor a path on a system without slashes for switches", () => {
    expect(ask(["--", "--remote-debugging-port=1"])).toBeUndefined();
    expect(ask(["/inspect", "inspect", "-", "--"])).toBeUndefined();
    expect(disarmed({ argv: ["--inspect"], env: {}, platform: "linux", hasSwitch: () => false })).toBeUndefined();
  });

  it("is the variable by which Chromium writes down the keys of its connections", () => {
    expect(ask([], { env: { SSLKEYLOGFILE: "/tmp/keys" } })).toContain("SSLKEYLOGFILE is set");
    expect(ask([], { env: { SSLKEYLOGFILE: "", HTTPS_PROXY: "http://proxy.example" } })).toBeUndefined();
  });
});

it("a certificate that Chromium finds fault with is refused, and one without is left to Chromium", () => {
  type Verify = (request: { errorCode: number }, answer: (code: number) => void) => void;
  let verify: Verify | undefined;
  refuseBadCertificates({ setCertificateVerifyProc: (proc: unknown) => void (verify = proc as Verify) } as never);
  const answers: number[] = [];
  for (const errorCode of [0, -200, -201, -202, -206]) verify?.({ errorCode }, (code) => answers.push(code));
  expect(answers).toEqual([-3, -2, -2, -2, -2]);
});
