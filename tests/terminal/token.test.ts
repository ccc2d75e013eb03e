// `tokentray token` and its companions, from the words typed to the exit code, against the practice tenant.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ports } from "../../electron/core/ports.ts";
import { exitCodeOf } from "../../electron/terminal/exitCodes.ts";
import { startPracticeTenant, type PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import {
  answerWords,
  commandWords,
  helpWords,
  passwordWords,
  placeWords,
  usageWords,
  type CommandWord,
} from "../../shared/terminalWords.ts";
import { commandLine, type CommandLine } from "./commandLine.ts";

const ada = { username: "ada@practice.test", password: "Analytical-Engine-1843" };
const isToken = /^[\w-]+\.[\w-]+\.[\w-]+\n$/;

function signInAt({ authority, clientId }: PracticeTenant): string[] {
  const place = `--authority ${authority} --kind entra --client-id ${clientId}`;
  return `token ${place} --scope User.Read --username ${ada.username}`.split(" ");
}

let line: CommandLine;
beforeEach(() => {
  line = commandLine();
});
afterEach(() => line.remove());

function everyFile(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

describe("token --practice", () => {
  it("prints the token alone, and says on standard error that it is PRACTICE and was accepted", async () => {
    const ran = await line.tokentray(["token", "--practice"]);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(isToken);
    expect(ran.err).not.toContain(ran.out.trim());
    expect(ran.err).toContain(answerWords.practice);
    expect(ran.err).toMatch(/\/v1\.0\/me accepted it: “Ada Works”/);
    expect(ran.inputRead).toBe(0);
  });

  it("prints JSON with both ways of writing the end", async () => {
    const { out } = await line.tokentray(["token", "--practice", "--json"]);
    const answer = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(["account", "scopes", "token_type", "expires_on", "expiresOn", "access_token"]);
    expect(answer).toMatchObject({ account: ada.username, scopes: ["User.Read"], token_type: "Bearer" });
    expect(answer["expiresOn"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Date.parse(String(answer["expiresOn"]))).toBe(Number(answer["expires_on"]) * 1000);
    expect(Number(answer["expires_on"]) * 1000).toBeGreaterThan(Date.now());
  });

  it("says where a token lives shorter than was asked", async () => {
    const ran = await line.tokentray(["token", "--practice", "--username", "sara@practice.test", "--min-life", "10m"]);
    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(/lives shorter than asked: \d+ s left/);
  });

  it.each([
    ["milo", 3, "second step"],
    ["wendy", 3, "not accepted"],
    ["lea", 3, "lock"],
    ["theo", 4, "Too many requests"],
  ])("explains why %s gets none, with exit code %i", async (name, code, words) => {
    const ran = await line.tokentray(["token", "--practice", "--username", `${name}@practice.test`]);
    expect(ran.code).toBe(code);
    expect(ran.out).toBe("");
    expect(ran.err).toContain(words);
    expect(ran.err).toMatch(/AADSTS\d+/);
  });

  it("explains in JSON on standard error where JSON was asked for", async () => {
    const ran = await line.tokentray(["token", "--practice", "--username", "milo@practice.test", "--json"]);
    expect(ran.out).toBe("");
    const { error } = JSON.parse(ran.err) as { readonly error: Record<string, unknown> };
    expect(error).toMatchObject({ kind: "mfaRequired", codes: ["AADSTS50076"], suberror: "basic_action", exitCode: 3 });
    expect(error["correlationId"]).toMatch(/^[\da-f-]{36}$/);
    expect(String(error["title"])).not.toBe("");
  });
});

describe("an account that is signed in", () => {
  it("needs no password again, not even its standard input", async () => {
    const first = await line.tokentray(["sign-in", "--practice"]);
    expect([first.code, first.out]).toEqual([0, ""]);
    const second = await line.tokentray(["token", "--account", ada.username]);
    expect([second.code, second.inputRead]).toEqual([0, 0]);
    const third = await line.tokentray(["token", "--account", "ADA@practice.test"]);
    expect(third.out).toBe(second.out);
    const forced = await line.tokentray(["token", "--account", ada.username, "--force"]);
    expect(forced.out).toMatch(isToken);
    expect(forced.out).not.toBe(second.out);
  });

  it("is sealed on disk: neither password nor token is in any file", async () => {
    const { out } = await line.tokentray(["token", "--practice"]);
    const files = everyFile(line.folder);
    expect(files).toContain("attempt");
    for (const secret of [ada.password, out.trim(), out.split(".")[2]?.trim() ?? out])
      expect(files).not.toContain(secret);
  });

  it("is listed with the life of its token, and as JSON without any token", async () => {
    const { out: token } = await line.tokentray(["token", "--practice"]);
    const listed = await line.tokentray(["accounts"]);
    expect(listed.out).toMatch(/^ACCOUNT +CONNECTION +FOR +TOKEN +ID\nada@practice\.test +Practice tenant +Graph +1 h/);
    const json = await line.tokentray(["accounts", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject([{ username: ada.username, kept: true, tokens: [{ state: "ready" }] }]);
    expect(json.out).not.toContain(token.trim().slice(-40));
  });

  it("is gone after sign-out, which says that tokens live on", async () => {
    await line.tokentray(["sign-in", "--practice"]);
    const out = await line.tokentray(["sign-out", "--account", ada.username]);
    expect(out.code).toBe(0);
    expect(out.err).toContain(answerWords.tokensLiveOn);
    const ran = await line.tokentray(["token", "--account", ada.username]);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain(placeWords.noAccount(ada.username));
    expect((await line.tokentray(["accounts"])).err).toContain(answerWords.noAccounts);
  });

  it("waits for its keyring rather than being forgotten", async () => {
    await line.tokentray(["sign-in", "--practice"]);
    line.shutKeyring(true);
    const shut = await line.tokentray(["token", "--account", ada.username]);
    expect(shut.code).toBe(5);
    expect(shut.err).toContain("locked");
    expect((await line.tokentray(["accounts"])).code).toBe(5);
    line.shutKeyring(false);
    expect((await line.tokentray(["token", "--account", ada.username])).code).toBe(0);
  });
});

describe("without a keyring", () => {
  it("gives the token all the same, and says once that nothing is kept", async () => {
    const bare = commandLine({ keyring: false });
    const ran = await bare.tokentray(["token", "--practice"]);
    expect(ran.code).toBe(0);
    expect(ran.err.match(/nothing is kept/g)).toHaveLength(1);
    expect((await bare.tokentray(["accounts"])).out).toBe("");
    expect(readdirSync(bare.folder)).not.toContain("vault");
    bare.remove();
  });

  it("calls a sign-in that cannot be kept an error of storage", async () => {
    const bare = commandLine({ keyring: false });
    expect((await bare.tokentray(["sign-in", "--practice"])).code).toBe(5);
    bare.remove();
  });
});

describe("an authority given by its address", () => {
  let tenant: PracticeTenant;
  beforeEach(async () => {
    tenant = await startPracticeTenant();
  });
  afterEach(() => tenant.close());
  const at = (...more: string[]) => [...signInAt(tenant), ...more];

  it("takes the password from standard input, and needs none the second time", async () => {
    const first = await line.tokentray(at(), { input: `${ada.password}\n` });
    expect([first.code, first.inputRead]).toEqual([0, 1]);
    expect(first.out).toMatch(isToken);
    const second = await line.tokentray(at(), { input: "not read" });
    expect([second.code, second.inputRead, second.out]).toEqual([0, 0, first.out]);
    const connection = await line.tokentray(["token", "--connection", "127.0.0.1"]);
    expect(connection.out).toBe(first.out);
  });

  it("asks at the keyboard where there is one, naming the account and not the password", async () => {
    const ran = await line.tokentray(at(), { typed: [ada.password] });
    expect(ran.code).toBe(0);
    expect(ran.questions).toEqual([passwordWords.prompt(ada.username)]);
    expect(ran.out + ran.err).not.toContain(ada.password);
  });

  it("sends nothing where no password is given", async () => {
    expect((await line.tokentray(at(), { input: "" })).code).toBe(3);
    expect((await line.tokentray(at(), { typed: [] })).err).toContain(passwordWords.none);
    expect(tenant.requests.filter(({ endpoint }) => endpoint === "token")).toEqual([]);
  });

  it("lists the connections with their IDs where a label names none or several", async () => {
    await line.tokentray(at("--label", "Lab"), { input: "" });
    const elsewhere = at("--label", "Lab").map((word) => (word === tenant.clientId ? "another-app" : word));
    await line.tokentray(elsewhere, { input: "" });
    const both = await line.tokentray(["token", "--connection", "lab", "--username", ada.username]);
    expect(both.code).toBe(2);
    const ids = [...both.err.matchAll(/^ {2}(\S+) {2}Lab \(\S+, \S+\)$/gm)].map(([, id]) => id);
    expect(ids).toHaveLength(2);
    const none = await line.tokentray(["token", "--connection", "Nope"]);
    expect(none.code).toBe(2);
    for (const id of ids) expect(none.err).toContain(`  ${id}  Lab (`);
    const chosen = ["token", "--connection", ids[0] ?? "", "--username", ada.username];
    expect((await line.tokentray(chosen, { input: "" })).err).toContain(passwordWords.none);
  });

  it.each([
    ["--kind", "saml", "entra, adfs, b2c, ciam, openid"],
    ["--federation", "sometimes", "automatic, managed, federated, ownMex"],
  ])("says what %s takes, and reads no password for anything else", async (option, value, choices) => {
    const ran = await line.tokentray(at(option, value));
    expect([ran.code, ran.inputRead]).toEqual([2, 0]);
    expect(ran.err).toContain(`${option}: choose one of ${choices}.`);
  });

  it("names --kind where the address alone led to no sign-in service", async () => {
    const place = at().filter((word) => word !== "--kind" && word !== "entra");
    const ran = await line.tokentray(place, { input: ada.password });
    expect(ran.out).toBe("");
    expect(ran.err).toContain("--kind says what the authority is");
  });

  it("asks for the password again where the refresh token was refused", async () => {
    await line.tokentray(at(), { input: ada.password });
    tenant.revokeRefreshTokens(ada.username);
    const ran = await line.tokentray(at("--force"), { input: ada.password });
    expect([ran.code, ran.inputRead]).toEqual([0, 1]);
  });

  it("is exit code 4 where nobody answers there", async () => {
    await tenant.close();
    const ran = await line.tokentray(at(), { input: ada.password });
    expect(ran.code).toBe(4);
    expect(ran.out + ran.err).not.toContain(ada.password);
  });

  it.each([
    [["--tenant", "common"], "--tenant"],
    [["--tenant", "not a tenant"], "--tenant"],
  ])("is refused before anything is sent: %j", async (more, option) => {
    const microsoft = "token --authority https://login.microsoftonline.com --client-id c --scope s --username u";
    const ran = await line.tokentray([...microsoft.split(" "), ...more]);
    expect([ran.code, ran.inputRead]).toEqual([2, 0]);
    expect(ran.err).toContain(option);
  });
});

describe("a token endpoint on another origin", () => {
  it("gets the password only after the person agreed, at the keyboard or by an option", async () => {
    const tenant = await startPracticeTenant();
    const elsewhere = tenant.origin.replace("127.0.0.1", "localhost");
    const moved: Ports["fetch"] = async (url, init) => {
      const reply = await fetch(url, init);
      if (!url.includes("openid-configuration")) return reply;
      const metadata = (await reply.json()) as Record<string, unknown>;
      const token_endpoint = String(metadata["token_endpoint"]).replace(tenant.origin, elsewhere);
      return Response.json({ ...metadata, token_endpoint });
    };
    const args = signInAt(tenant);
    const tokenRequests = () => tenant.requests.filter(({ endpoint }) => endpoint === "token").length;
    const refused = await line.tokentray(args, { input: ada.password }, { fetch: moved });
    expect([refused.code, tokenRequests()]).toEqual([3, 0]);
    expect(refused.err).toContain(`--token-origin ${elsewhere}`);
    const declined = await line.tokentray(args, { typed: [ada.password, ""] }, { fetch: moved });
    expect([declined.code, tokenRequests()]).toEqual([3, 0]);
    const wrong = await line.tokentray(
      [...args, "--token-origin", "https://other.example"],
      { input: ada.password },
      { fetch: moved },
    );
    expect([wrong.code, tokenRequests()]).toEqual([3, 0]);
    const agreed = await line.tokentray(args, { typed: [ada.password, "y"] }, { fetch: moved });
    expect([agreed.code, tokenRequests()]).toEqual([0, 1]);
    await tenant.close();
  });
});

it("Ctrl-C ends a sign-in under way with 130, at once and without a word", async () => {
  const startedAt = Date.now();
  const ran = await line.tokentray(["token", "--practice", "--username", "sam@practice.test"], {
    interruptAfterMs: 700,
  });
  expect([ran.code, ran.out, ran.err]).toEqual([130, "", ""]);
  expect(Date.now() - startedAt).toBeLessThan(3_000);
});

it("Ctrl-C is the good end of the practice tenant, whose page of people is on standard output", async () => {
  const ran = await line.tokentray(["practice"], { interruptAfterMs: 400 });
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/^PRACTICE tenant\nPRACTICE only\./);
  expect(ran.out).toContain(ada.password);
  const again = await line.tokentray(["practice", "--json"], { interruptAfterMs: 400 });
  const { endpoints } = JSON.parse(again.out) as { readonly endpoints: { readonly authority: string } };
  expect(ran.out).toContain(endpoints.authority);
});

describe("help", () => {
  it("is there for every command, on standard output", async () => {
    const general = await line.tokentray(["help"]);
    expect(general.code).toBe(0);
    for (const name of Object.keys(commandWords)) {
      expect(general.out).toContain(`  ${name} `);
      const [asked, flagged] = await Promise.all([line.tokentray(["help", name]), line.tokentray([name, "--help"])]);
      expect(asked.out).toContain(commandWords[name as CommandWord].usage);
      expect(flagged.code).toBe(0);
    }
  });

  it("comes on standard error, with exit code 2, where nothing or nonsense was asked for", async () => {
    const nothing = await line.tokentray([]);
    expect([nothing.code, nothing.out]).toEqual([2, ""]);
    expect(nothing.err).toContain(helpWords.usage);
    for (const name of ["tokens", "constructor", "__proto__"]) {
      const ran = await line.tokentray([name]);
      expect([ran.code, ran.err.split("\n")[0]]).toEqual([2, usageWords.unknownCommand(name)]);
    }
  });

  it("of a wrong option is JSON where JSON was asked for", async () => {
    const ran = await line.tokentray(["token", "--json", "--bogus"]);
    expect(JSON.parse(ran.err)).toMatchObject({ error: { kind: "usage", title: usageWords.unknownOption("--bogus") } });
  });
});

it("a fault of the program's own is said without a stack trace, under an incident ID", async () => {
  const broken: Partial<Ports> = {
    random: () => {
      throw new Error("sentinel 4711");
    },
  };
  const ran = await line.tokentray(["token", "--practice"], {}, broken);
  expect(ran.code).toBe(1);
  expect(ran.err).toMatch(/Incident ID/);
  expect(ran.err).not.toMatch(/sentinel 4711|\n\s+at /);
});

it("the exit code follows the failure's kind", () => {
  const of = (kind: Parameters<typeof exitCodeOf>[0]["kind"], evidence = {}) => exitCodeOf({ kind, at: 0, evidence });
  expect([of("wrongCredentials", { status: 400, error: "invalid_grant" }), of("offline"), of("vaultLocked")]).toEqual([
    3, 4, 5,
  ]);
  expect([of("unexpected"), of("badInput"), of("cancelled"), of("serviceDown", { status: 503 })]).toEqual([
    1, 2, 130, 4,
  ]);
});
