// `tokentray` for federated people: where the password goes is found out, chosen or agreed to, and said when it fails.
import { afterEach, beforeEach, expect, it } from "vitest";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { commandLine, type CommandLine } from "./commandLine.ts";

const fred = "fred@federated.test";
const password = "Another-House-80";

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

const at = (...more: readonly string[]): readonly string[] => [
  ...`token --authority ${tenant.authority} --kind entra --client-id ${tenant.clientId} --scope User.Read`.split(" "),
  "--username",
  fred,
  ...more,
];
const mex = (): readonly string[] => ["--mex", `${tenant.origin}/federated.test/adfs/services/trust/mex`];
const asked = (endpoint: string): number => tenant.requests.filter((request) => request.endpoint === endpoint).length;

it("prints a token after one password, and the next ones without any", async () => {
  const first = await line.tokentray(at(), { input: `${password}\n` });
  expect([first.code, first.out]).toEqual([0, expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)]);
  const second = await line.tokentray(["token", "--account", fred, "--force"]);
  expect([second.code, second.inputRead]).toEqual([0, 0]);
  expect(asked("trust")).toBe(1);
});

it("ends with 3 for a wrong password, though the service answers 500, and never shows it", async () => {
  const { code, out, err } = await line.tokentray(at("--json"), { input: "Not-his-password\n" });
  expect([code, out]).toEqual([3, ""]);
  expect(JSON.parse(err)).toMatchObject({ error: { kind: "wrongCredentials", status: 500, codes: ["ID3242"] } });
  expect(err).not.toContain("Not-his");
  expect(asked("trust")).toBe(1);
});

it("ends with 4 where the service is down", async () => {
  tenant.setFault({ path: "trust", kind: "status", status: 503, body: "", contentType: "text/html" });
  expect((await line.tokentray(at(), { input: `${password}\n` })).code).toBe(4);
});

it("sends the password to an address of one's own only with a word for it", async () => {
  const refused = await line.tokentray(at(...mex()), { input: `${password}\n` });
  expect(refused.code).toBe(3);
  expect(refused.err).toContain(`--token-origin ${tenant.origin}`);
  expect([asked("trust"), asked("realm")]).toEqual([0, 0]);
  const agreed = await line.tokentray(at(...mex(), "--token-origin", tenant.origin), { input: `${password}\n` });
  expect(agreed.code).toBe(0);
  expect([asked("trust"), asked("realm")]).toEqual([1, 0]);
});

it("has the password checked by Entra where that is wished, and keeps such a connection apart", async () => {
  expect((await line.tokentray(at("--federation", "managed"), { input: `${password}\n` })).code).toBe(3);
  expect([asked("realm"), asked("mex"), asked("trust"), asked("token")]).toEqual([0, 0, 0, 1]);
  expect((await line.tokentray(at("--federation", "automatic"), { input: `${password}\n` })).code).toBe(0);
});

it.each([
  [["--federation", "somewhere"], "--federation:"],
  [["--federation", "ownMex"], "--mex:"],
  [["--mex", "http://sts.example/mex"], "--mex:"],
  [["--ca-file", ""], "--ca-file"],
])("refuses what makes no sense, at its option: %j", async (more, sign) => {
  const { code, err } = await line.tokentray(at(...more), { input: `${password}\n` });
  expect(code).toBe(2);
  expect(err).toContain(sign);
  expect(tenant.requests).toEqual([]);
});

it("explains the options", async () => {
  const { out } = await line.tokentray(["help", "sign-in"]);
  for (const option of ["--federation MODE", "--mex URL", "--ca-file FILE"]) expect(out).toContain(option);
});
