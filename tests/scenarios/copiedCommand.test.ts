// The command that is copied in place of a token: it works as it stands in a terminal that knows nobody yet, says who and where
// in words that no shell takes for its own, and holds no secret.
import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { copiedCommand, type CommandSubject } from "../../electron/core/tokens/copiedCommand.ts";
import { everyone } from "../../electron/practice/consents.ts";
import { checkoutCommand, commandStart } from "../../electron/node/commandStart.ts";
import type { Connection } from "../../shared/connection.ts";
import { companyPeople, companyTenant, practiceTenant } from "../../shared/practicePeople.ts";
import { personWho } from "../practice/asker.ts";
import { commandLine } from "../terminal/commandLine.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";

const connection: Connection = {
  id: "contoso",
  label: "Contoso",
  colour: "blue",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.example",
  clientId: "11111111-2222-4333-8444-555555555555",
  scopes: ["User.Read"],
};
const subject = (more: Partial<CommandSubject> = {}): CommandSubject => ({
  program: "tokentray",
  connection,
  username: "ada@contoso.example",
  signedInBy: "password",
  target: { scopes: ["User.Read"] },
  address: "https://graph.microsoft.com/v1.0/me",
  practiceOrigin: undefined,
  ...more,
});
const practice: Connection = {
  ...connection,
  kind: "practice",
  authority: "",
  tenant: practiceTenant.domain,
  clientId: practiceTenant.clientId,
};

describe("the words", () => {
  const start =
    "tokentray token --authority 'https://login.microsoftonline.com' --kind 'entra' --tenant 'contoso.example'";
  const app = "--client-id '11111111-2222-4333-8444-555555555555' --username 'ada@contoso.example'";
  const shown = "| sed 's/^/Authorization: Bearer /' | curl --header @- 'https://graph.microsoft.com/v1.0/me'";

  test("say all that a terminal needs that does not know the account", () => {
    expect(copiedCommand(subject())).toBe(`${start} ${app} --scope 'User.Read' ${shown}`);
  });

  test.each([
    ["the browser", { signedInBy: "authorizationCode" }, `${app} --browser --scope`],
    ["a device code", { signedInBy: "deviceCode" }, `${app} --device-code --scope`],
    ["a federated password", { signedInBy: "samlBearer" }, `${app} --scope`],
    [
      "another directory",
      { target: { scopes: ["a", "b"], tenant: "x.com" } },
      "--in-tenant 'x.com' --scope 'a' --scope 'b' |",
    ],
    ["nobody by name", { username: "" }, "555555555555' --scope"],
    ["a name like an option", { username: "-x" }, "--username='-x' --scope"],
    ["a checkout", { program: checkoutCommand }, "npm run -s tokentray -- token --authority"],
    [
      "a service of one's own",
      { connection: { ...connection, federation: "ownMex", mexAddress: "https://sts.x/mex", caFile: "/ca dir/x.pem" } },
      "--federation 'ownMex' --mex 'https://sts.x/mex' --ca-file '/ca dir/x.pem' --username",
    ],
    [
      "an OpenID server",
      { connection: { ...connection, kind: "openid", authority: "https://id.x/realms/y", tenant: "" } },
      "--authority 'https://id.x/realms/y' --kind 'openid' --client-id",
    ],
  ] as const)("fit %s", (_, more, words) => {
    expect(copiedCommand(subject(more as Partial<CommandSubject>))).toContain(words);
  });

  test("are short for a practice person, whose token the command proves by itself", () => {
    const ada = { connection: practice, username: "ada@practice.test", target: { scopes: practiceTenant.scopes } };
    expect(copiedCommand(subject(ada))).toBe("tokentray token --practice --username 'ada@practice.test'");
    expect(
      copiedCommand(subject({ ...ada, signedInBy: "authorizationCode", target: { scopes: ["Files.Read"] } })),
    ).toBe("tokentray token --practice --username 'ada@practice.test' --browser --scope 'Files.Read'");
  });

  test("fit how the program was started", () => {
    const inCheckout = ["node", "/home/ada/tokentray/electron/launch/tokentray.mjs", "serve"];
    const onWindows = ["node", "C:\\src\\tokentray\\electron\\launch\\start.mjs"];
    const byShim = ["node", "C:\\npm\\node_modules\\tokentray\\electron\\launch\\tokentray.mjs"];
    expect(commandStart({ env: {}, argv: inCheckout })).toBe(checkoutCommand);
    expect(commandStart({ env: {}, argv: onWindows })).toBe(checkoutCommand);
    expect(commandStart({ env: { npm_lifecycle_event: "start", npm_package_name: "tokentray" } })).toBe(
      checkoutCommand,
    );
    expect(commandStart({ env: { npm_lifecycle_event: "tokentray" } })).toBe(checkoutCommand);
    expect(commandStart({ env: { npm_lifecycle_event: "start", npm_package_name: "else" } })).toBe("tokentray");
    expect(commandStart({ env: {}, argv: ["node", "/usr/local/bin/tokentray"] })).toBe("tokentray");
    expect(commandStart({ env: {}, argv: byShim })).toBe("tokentray");
  });

  /** What a bash of a person makes of a line: with `!` for lines of the past, as scripts do not have it. */
  const typedIntoBash = (line: string): string => {
    const tools = "tokentray() { printf '<%s>' \"$@\"; }\ncurl() { cat; printf '<%s>' \"$@\"; }";
    const input = `${tools}\nset -o history -o histexpand\ntrue\n${line}\n`;
    return execFileSync("bash", ["--norc", "--noprofile"], { encoding: "utf8", input, stdio: "pipe" });
  };

  test.skipIf(process.platform === "win32")("bash takes `!` within double quotes for a line of the past", () => {
    expect(typedIntoBash('printf %s "x!tru"')).toContain("xtrue");
  });

  test.skipIf(process.platform === "win32")("mean nothing to a shell, whatever names are in them", () => {
    const part = fc.constantFrom(
      "!!",
      "!tru",
      "!",
      "'",
      '"',
      "$(id)",
      "`id`",
      "\\",
      "^a^b",
      "ö",
      "*",
      " ",
      "x",
      "ann",
      "@",
    );
    const name = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(name, name, name, name, (username, scope, tenant, clientId) => {
        const address = `https://api.test/${scope}`;
        const target = { scopes: [scope], tenant };
        const line = copiedCommand(subject({ username, target, address, connection: { ...connection, clientId } }));
        const place = `<--authority><https://login.microsoftonline.com><--kind><entra><--tenant><contoso.example>`;
        const who = `<--client-id><${clientId}><--username><${username}><--in-tenant><${tenant}><--scope><${scope}>`;
        expect(typedIntoBash(line)).toBe(`Authorization: Bearer <token>${place}${who}<--header><@-><${address}>`);
      }),
      { numRuns: 25, seed: 11 },
    );
  });
});

describe.skipIf(process.platform === "win32")("in a terminal that knows nobody", () => {
  let t: TestApp;
  beforeEach(async () => {
    t = await startTestApp();
  });
  afterEach(async () => {
    await t.end();
    vi.unstubAllEnvs();
  });

  const copied = async (accountId: string): Promise<string> => {
    const scopeSetId = t.account(accountId).scopeSets[0]?.id ?? "";
    expect(await t.app.handlers.copyCommand({ accountId, scopeSetId })).toMatchObject({ ok: true });
    return t.clipboard.held;
  };
  /** The words that the shell hands to the command, before its token goes anywhere. */
  const wordsOf = (line: string): readonly string[] => {
    const script = `tokentray() { printf '%s\\0' "$@"; }\n${line.split(" | ")[0]}\n`;
    return execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  };
  const terminal = () => {
    const line = commandLine();
    onTestFinished(() => line.remove());
    return line;
  };

  test("a practice person's command prints a token, proved, without a question", async () => {
    const accountId = await t.signIn("works");
    const ran = await terminal().tokentray(wordsOf(await copied(accountId)));
    expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(/^eyJ[\w.-]+\n$/)]);
    expect(ran.err).toContain("accepted it");
  });

  test("a person of the practice company signs in with the password asked for once", async () => {
    const uma = companyPeople.find(({ situation }) => situation === "works") ?? personWho("works");
    t.tenant.company.change({ publicClientFlows: true });
    t.tenant.company.grant(everyone);
    const saved = await t.app.handlers.saveConnection({
      draft: {
        label: companyTenant.label,
        colour: "blue",
        kind: "practice",
        authority: "",
        tenant: companyTenant.domain,
        clientId: companyTenant.clientId,
        scopes: companyTenant.scopes.join(" "),
      },
    });
    if (!saved.ok || !saved.value.saved) throw new Error(JSON.stringify(saved));
    const { connectionId } = saved.value;
    const { username, password } = uma;
    const signedIn = await t.app.handlers.signIn({ connectionId, username, password });
    expect(signedIn).toMatchObject({ ok: true });
    if (!signedIn.ok) return;
    const command = await copied(signedIn.value.accountId);
    expect(command).toContain(`--authority '${t.tenant.origin}' --kind 'entra' --tenant 'company.test'`);
    expect(command).toContain(`${t.tenant.origin}/v1.0/me`);
    const ran = await terminal().tokentray(wordsOf(command), { input: `${password}\n` });
    expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(/^eyJ[\w.-]+\n$/)]);
    const me = await fetch(t.tenant.meUrl, { headers: { authorization: `Bearer ${ran.out.trim()}` } });
    expect(me.status).toBe(200);
  });
});
