// An authority that no cloud vouches for, from the command line: asked about, agreed to, and never trusted by itself.
import { afterEach, beforeEach, expect, it } from "vitest";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import type { Ports } from "../../electron/core/ports.ts";
import { answerWords } from "../../shared/terminalWords.ts";
import { commandLine, type CommandLine } from "./commandLine.ts";

const ada = { username: "ada@practice.test", password: "Analytical-Engine-1843" };
const origin = "https://login.airgap.example";

let line: CommandLine;
let tenant: PracticeTenant;
beforeEach(async () => {
  line = commandLine();
  tenant = await startPracticeTenant();
});
afterEach(async () => {
  line.remove();
  await tenant.close();
});

/** The practice tenant under a name of a network in which nobody else is. */
const airGapped: Ports["fetch"] = async (url, init) => {
  if (new URL(url).origin !== origin)
    throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ENOTFOUND" } });
  const reply = await fetch(url.replace(origin, tenant.origin), init);
  return new Response((await reply.text()).replaceAll(tenant.origin, origin), { status: reply.status });
};

const args = (): string[] => {
  const authority = tenant.authority.replace(tenant.origin, origin);
  const place = `--authority ${authority} --kind entra --client-id ${tenant.clientId}`;
  return `token ${place} --scope User.Read --username ${ada.username}`.split(" ");
};
const network = { fetch: airGapped };
const tokenRequests = (): number => tenant.requests.filter(({ endpoint }) => endpoint === "token").length;

it("gets nothing where nobody can be asked, and the option to agree is told", async () => {
  const ran = await line.tokentray(args(), { input: ada.password }, network);
  expect([ran.code === 0, ran.out, tokenRequests()]).toEqual([false, "", 0]);
  expect(ran.err).toContain(answerWords.unknownAuthorityHint(origin));
});

it("gets nothing by an option that names another address, or by an empty answer", async () => {
  for (const other of ["https://login.other.example", "http://login.airgap.example", "nonsense"]) {
    const ran = await line.tokentray([...args(), "--trust-authority", other], { input: ada.password }, network);
    expect([ran.code === 0, tokenRequests()]).toEqual([false, 0]);
  }
  const declined = await line.tokentray(args(), { typed: [ada.password, ""] }, network);
  expect([declined.code === 0, tokenRequests()]).toEqual([false, 0]);
});

it.each([
  ["by a yes at the keyboard", [], { typed: [ada.password, "y"] }],
  ["by the option", ["--trust-authority", origin], { input: ada.password }],
])("gets the password once %s", async (_, more, typed) => {
  const ran = await line.tokentray([...args(), ...more], typed, network);
  expect([ran.code, tokenRequests()]).toEqual([0, 1]);
  expect(ran.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
});
