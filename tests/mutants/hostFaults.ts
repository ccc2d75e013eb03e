// Faults in what stands around the core: desktop, windows, browser host, terminal and practice tenant.
import { endToEnd, unit, type Fault } from "./fault.ts";

const desktop = "desktop.spec.ts";
const practice = "practice.spec.ts";
const hardening = "electron/desktop/hardening.ts";
const main = "electron/main.ts";

export const desktopFaults: readonly Fault[] = [
  {
    name: "Messages are answered whoever sends them",
    file: "electron/desktop/ipc.ts",
    find: "if (!isOurSender(event, (id) => windows.owns(id)))",
    replace: "if (isOurSender(event, () => true) && event.sender.isDestroyed())",
    test: endToEnd(desktop, "a window that the program did not make is answered nothing, even with our page in it"),
  },
  {
    name: "A frame within our page counts as our page",
    file: "electron/desktop/sender.ts",
    find: "frame === null || frame.parent !== null",
    replace: "frame === null",
    test: unit(
      "desktop/pages.test.ts",
      "is no embedded frame, no other origin, no other window and no frame that is gone",
    ),
  },
  {
    name: "What a page sends is not checked against the command's schema",
    file: "shared/commandCall.ts",
    find: "if (parsed.success) return { ok: true, call: { name, input: parsed.data } as CommandCall };",
    replace: "if (parsed.success || name !== null) return { ok: true, call: { name, input } as CommandCall };",
    test: endToEnd(desktop, "a command that is unknown or malformed is answered, not run"),
  },
  {
    name: "The tray is drawn once and never again",
    file: main,
    find: "program.subscribe(redraw);",
    replace: "",
    test: endToEnd(practice, "first start, practice sign-in, tray copy, accepted by the API, restart, silent copy"),
  },
  {
    name: "The tray's countdown stands still",
    file: "electron/desktop/tray.ts",
    find: "if (changeAt !== undefined) cancelTimer",
    replace: "if (changeAt === 0) cancelTimer",
    test: unit("desktop/tray.test.ts", "keeps the time that is left current, with one timer"),
  },
  {
    name: "A page may leave for another address",
    file: hardening,
    find: "if (!isOurPage(navigation.url)) navigation",
    replace: 'if (navigation.url === "" && !isOurPage(navigation.url)) navigation',
    test: endToEnd(desktop, "a page cannot run a string as markup, nor leave for another page"),
  },
  {
    name: "A page may open windows",
    file: hardening,
    find: 'action: "deny"',
    replace: 'action: "allow"',
    test: endToEnd(desktop, "a page sees the bridge and nothing of Node or Electron, and reaches no network"),
  },
  {
    name: "A page is granted whatever permission it asks for",
    file: hardening,
    find: "answer(false)",
    replace: "answer(true)",
    test: endToEnd(desktop, "a page is granted no permission"),
  },
  {
    name: "The policy of our pages lets them reach the network",
    file: "electron/desktop/contentSecurityPolicy.ts",
    find: "connect-src 'none'",
    replace: "connect-src https:",
    test: unit("desktop/pages.test.ts", "allows nothing by default, no network, no inline script"),
  },
  {
    name: "A page may take a string for markup",
    file: "electron/desktop/contentSecurityPolicy.ts",
    find: "  \"require-trusted-types-for 'script'\",\n",
    replace: "",
    test: endToEnd(desktop, "a page cannot run a string as markup, nor leave for another page"),
  },
  {
    name: "Windows are made without the sandbox",
    file: "electron/desktop/windowOptions.ts",
    find: "sandbox: true",
    replace: "sandbox: false",
    test: unit("desktop/pages.test.ts", "keeps every protection on"),
  },
  {
    name: "Chromium's public key counts as protection",
    file: "electron/desktop/secretStore.ts",
    find: '=== "v10"',
    replace: '=== "v00"',
    test: endToEnd(practice, "basic: works from memory, says so and writes no record"),
  },
  {
    name: "Windows keeps a copied token in its clipboard history",
    file: "electron/desktop/clipboard.ts",
    find: '    [raw("CanIncludeInClipboardHistory")]: zero(),\n',
    replace: "",
    test: unit("desktop/clipboard.test.ts", "tell Windows to leave it out of monitors, history and cloud"),
  },
  {
    name: "The clipboard is cleared of what somebody else put there",
    file: "electron/desktop/clipboard.ts",
    find: "if (await holds(secret.reveal())) clipboard.clear();",
    replace: "await holds(secret.reveal());\n      clipboard.clear();",
    test: endToEnd(practice, "quitting leaves alone what the person copied since"),
  },
  {
    name: "A second start goes unheard",
    file: main,
    find: 'app.on("second-instance", () => windows.show());',
    replace: "",
    test: endToEnd(practice, "a second start ends at once and brings up the window of the first"),
  },
  {
    name: "Quitting does not wait until the clipboard is cleared",
    file: "electron/desktop/lifecycle.ts",
    find: "if (!shuttingDown) event",
    replace: "if (shuttingDown) event",
    test: endToEnd(practice, "quitting clears the clipboard if it still holds our text"),
  },
  {
    name: "A bug is logged with whatever its message holds",
    file: "electron/core/log.ts",
    find: "{ incidentId, name, where: whereThrown(error) }",
    replace: "{ incidentId, name, where: `${String(error)} ${whereThrown(error)}` }",
    test: endToEnd(desktop, "a bug is logged under an ID without what the error held"),
  },
  {
    name: "The password stays in its field during the attempt",
    file: "renderer/components/SignInForm.tsx",
    find: "    password.current.clear();\n",
    replace: "",
    test: unit("renderer/signIn.test.tsx", "is gone from the field while the sign-in of a remembered name still runs"),
  },
  {
    name: "An older picture is drawn over a newer one",
    file: "renderer/state/useSnapshot.ts",
    find: "current.revision >= next.revision",
    replace: "current.revision < 0",
    test: unit("renderer/window.test.tsx", "with the higher revision is kept, in whatever order they come"),
  },
];

export const otherHostFaults: readonly Fault[] = [
  {
    name: "A loopback listener answers under any host name",
    file: "electron/loopback/guards.ts",
    find: "hosts.length !== 1 || (",
    replace: "hosts.length > 99 && (",
    test: unit("loopback/listener.test.ts", "a foreign Host is refused before anything else"),
  },
  {
    name: "A loopback listener answers pages of other sites",
    file: "electron/loopback/guards.ts",
    find: "origins.some((origin) =>",
    replace: "origins.some((origin) => origins.length > 99 &&",
    test: unit("loopback/listener.test.ts", "a foreign Origin is refused, its own is not"),
  },
  {
    name: "The browser host's key opens it again and again",
    file: "electron/browser/session.ts",
    find: "      keyDigest = undefined;\n",
    replace: "",
    test: unit("browser/host.test.ts", "is 256 bits in the fragment, and opens the host once"),
  },
  {
    name: "The browser host takes requests without our header",
    file: "electron/browser/answer.ts",
    find: 'headers["x-tokentray"] === "1" && ',
    replace: "",
    test: unit("browser/host.test.ts", "is refused without our header, which no form can send"),
  },
  {
    name: "The browser host answers without the cookie",
    file: "electron/browser/answer.ts",
    find: "if (!rooms.sessions.knows(request.headers)) return",
    replace: 'if (path === "" && !rooms.sessions.knows(request.headers)) return',
    test: unit("browser/host.test.ts", "is refused without the cookie: /snapshot"),
  },
  {
    name: "The practice tenant's API takes a token under any signature",
    file: "electron/practice/keys.ts",
    find: 'if (!verify("sha256"',
    replace: 'if (signature === "" && !verify("sha256"',
    test: unit("practice/me.test.ts", "a changed claim is noticed"),
  },
  {
    name: "The terminal host takes a password for an option like any other",
    file: "electron/terminal/options.ts",
    find: "if (args.some(isPassword)) return",
    replace: "if (args.length > 99 && args.some(isPassword)) return",
    test: unit("terminal/input.test.ts", "never take a password: --password=hunter2"),
  },
  {
    name: "The terminal host repeats the token on standard error",
    file: "electron/terminal/tokenAnswer.ts",
    find: "return terminal.out(",
    replace: "terminal.err(text);\n  return terminal.out(",
    test: unit("terminal/token.test.ts", "prints the token alone, and says on standard error that it is PRACTICE"),
  },
  {
    name: "The key of the terminal's records opens them for any purpose",
    file: "electron/node/sealing.ts",
    find: 'Buffer.from(purpose, "utf8")',
    replace: 'Buffer.from(purpose.slice(0, 0), "utf8")',
    test: unit("node/keyringStore.test.ts", "calls damaged what belongs to another purpose"),
  },
  {
    name: "Files can be read by everybody on the computer",
    file: "electron/node/files.ts",
    find: '"wx", 0o600',
    replace: '"wx", 0o644',
    test: unit("node/files.test.ts", "are readable by this user alone"),
  },
];
