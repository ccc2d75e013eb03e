// The built `tokentray` as a process of its own: pipes, signals, a real terminal, and the engine loaded by others.
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ensureBuilt } from "../../electron/launch/freshBuild.mjs";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { practicePeople } from "../../shared/practicePeople.ts";
import { goThrough } from "../support/personAtBrowser.ts";

const repository = join(import.meta.dirname, "../..");
const entry = join(repository, "electron/launch/tokentray.mjs");
const password = "Analytical-Engine-1843";
const folder = mkdtempSync(join(tmpdir(), "tokentray-process-"));
const env = {
  ...process.env,
  TOKENTRAY_DATA: join(folder, "data"),
  DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
};

/** What Node prints for an error that nobody caught. */
const trace = /EPIPE|Error|^\s+at /m;

let tenant: PracticeTenant;
beforeAll(async () => {
  await ensureBuilt();
  tenant = await startPracticeTenant();
}, 180_000);
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (...args: string[]): ChildProcessWithoutNullStreams => spawn(process.execPath, [entry, ...args], { env });
const atTenant = (): string[] => {
  const place = `--authority ${tenant.authority} --kind entra --client-id ${tenant.clientId}`;
  return `token ${place} --scope User.Read --username ada@practice.test`.split(" ");
};

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, err };
}

function seen(stream: NodeJS.ReadableStream, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    let text = "";
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes(wanted)) resolve();
    });
  });
}

describe("the process", () => {
  it("takes the password from a pipe, prints the token alone, and ends at once", async () => {
    const child = start(...atTenant());
    const ending = ended(child);
    child.stdin.end(`${password}\n`);
    const startedAt = Date.now();
    const { code, out, err } = await ending;
    expect([code, err.includes(password)]).toEqual([0, false]);
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  it("ends cleanly where nobody reads its output any more", async () => {
    const child = start("help");
    child.stdout.destroy();
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(0);
    expect(err).not.toMatch(trace);
  });

  it("ends with 130 at Ctrl-C while it waits for a password, and sends nothing", async () => {
    const before = tenant.requests.length;
    const child = start(...atTenant());
    const ending = ended(child);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    child.kill("SIGINT");
    const { code, out, err } = await ending;
    expect([code, out]).toEqual([130, ""]);
    expect(err).not.toMatch(trace);
    expect(tenant.requests.slice(before).filter(({ endpoint }) => endpoint === "token")).toEqual([]);
  });

  it("keeps the practice tenant running until Ctrl-C, which is a good end", async () => {
    const child = start("practice", "--json");
    const ending = ended(child);
    await seen(child.stderr, "until Ctrl-C");
    child.kill("SIGINT");
    const { code, out } = await ending;
    expect(code).toBe(0);
    const facts = JSON.parse(out) as { readonly endpoints: { readonly me: string }; readonly people: unknown[] };
    expect(facts.people.length).toBeGreaterThan(10);
    await expect(fetch(facts.endpoints.me)).rejects.toThrow("fetch failed");
  });

  it("gives many at once a token each", async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => ended(start("token", "--practice"))));
    for (const { code, out } of runs) {
      expect(code).toBe(0);
      expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    }
  }, 30_000);
});

describe.runIf(process.platform === "linux")("a sign-in in the browser", () => {
  const atBrowser = (): string[] => {
    const place = `--authority ${tenant.authority} --kind entra --client-id ${tenant.clientId}`;
    return `token ${place} --scope User.Read --browser`.split(" ");
  };
  /** A `xdg-open` that writes down what it was asked to open, and ends with this code. */
  const withOpener = (name: string, code: number): { readonly more: NodeJS.ProcessEnv; readonly opened: string } => {
    const bin = join(folder, name);
    const opened = join(bin, "opened");
    mkdirSync(bin);
    writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\nprintf %s "$1" > '${opened}'\nexit ${code}\n`, { mode: 0o700 });
    return { more: { PATH: `${bin}:${process.env["PATH"]}`, DISPLAY: ":99", BROWSER: undefined }, opened };
  };

  it("opens what leads to the address that it prints, hands out the token, and ends at once", async () => {
    const { more, opened } = withOpener("opens", 0);
    const child = spawn(process.execPath, [entry, ...atBrowser()], { env: { ...env, ...more } });
    const ending = ended(child);
    let told = "";
    child.stderr.on("data", (text: string) => (told += text));
    await seen(child.stderr, "Ctrl-C ends it");
    const person = practicePeople.find(({ situation }) => situation === "works");
    if (person === undefined) throw new Error("nobody works");
    await vi.waitFor(() => expect(readFileSync(opened, "utf8")).not.toBe(""));
    // Everybody on the computer can read a program's arguments.
    expect(readFileSync(opened, "utf8")).not.toMatch(/state=|code_challenge=/);
    const address = /\n {4}(https?:\S+)\n/.exec(told)?.[1] ?? "";
    const page = await goThrough(tenant, address, person);
    expect(page.title).toBe("You are signed in");
    const { code, out, err } = await ending;
    expect(code).toBe(0);
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(err).toContain(`\n    ${address}\n`);
    expect(err).not.toContain("No browser could be opened");
    expect(err).not.toContain(out.trim());
  });

  it("says so where no browser could be opened, waits all the same, and ends with 130 at Ctrl-C", async () => {
    const { more } = withOpener("fails", 3);
    const child = spawn(process.execPath, [entry, ...atBrowser()], { env: { ...env, ...more } });
    const ending = ended(child);
    await seen(child.stderr, "No browser could be opened");
    child.kill("SIGINT");
    const { code, out, err } = await ending;
    expect([code, out]).toEqual([130, ""]);
    expect(err).not.toMatch(trace);
  });
});

describe("a real terminal", () => {
  const hasScript = process.platform === "linux" && existsSync("/usr/bin/script");

  it.runIf(hasScript)("never shows the password that is typed", async () => {
    const command = [process.execPath, entry, ...atTenant()].map((part) => `'${part}'`).join(" ");
    const child = spawn("/usr/bin/script", ["-qec", command, "/dev/null"], { env });
    const ending = ended(child);
    await seen(child.stdout, "not shown): ");
    child.stdin.write(`wrong\u0015${password}X\u007f\r`);
    const { code, out } = await ending;
    expect(code).toBe(0);
    expect(out).toMatch(/[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}/);
    expect(out).not.toContain("wrong");
    expect(out).not.toContain(password.slice(0, 5));
  });

  it.runIf(hasScript)("ends with 130 at Ctrl-C in the prompt", async () => {
    const command = [process.execPath, entry, ...atTenant()].map((part) => `'${part}'`).join(" ");
    const child = spawn("/usr/bin/script", ["-qec", command, "/dev/null"], { env });
    const ending = ended(child);
    await seen(child.stdout, "not shown): ");
    child.stdin.write("secret\u0003");
    const { code, out } = await ending;
    expect([code, out.includes("secret")]).toEqual([130, false]);
  });
});

it("the engine does nothing when it is loaded, and runs outside the repository", () => {
  const outside = join(folder, "outside");
  const data = join(folder, "none");
  cpSync(join(repository, "dist"), outside, { recursive: true });
  const script = `
    const { createEngine, main } = await import(${JSON.stringify(pathToFileURL(join(outside, "engine.mjs")).href)});
    const { app, practice } = createEngine({ dataFolder: ${JSON.stringify(data)} });
    console.log(typeof main, app.snapshot().about.host, typeof practice.start);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: folder, env });
  expect([stdout.toString(), stderr.toString()]).toEqual(["function terminal function\n", ""]);
  expect(readdirSync(folder)).not.toContain("none");
});
