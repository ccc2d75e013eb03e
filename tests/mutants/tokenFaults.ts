// Faults in getting, keeping and giving away tokens.
import { unit, type Fault } from "./fault.ts";

const accountRecord = "electron/core/tokens/accountRecord.ts";
const accounts = "electron/core/tokens/accounts.ts";
const copying = "electron/core/copying.ts";
const failure = "shared/failure.ts";
const signIns = "electron/core/signIn/signIns.ts";
const atHand = "electron/core/tokens/atHand.ts";
const outlook = "shared/outlook.ts";
const settle = "electron/core/tokens/settle.ts";
const silent = "electron/core/tokens/silent.ts";
const vault = "electron/core/vault.ts";

export const tokenFaults: readonly Fault[] = [
  {
    name: "Every caller of an ended token makes a request of its own",
    file: silent,
    find: "if (underWay !== undefined) return",
    replace: "if (underWay?.accountId === '') return",
    test: unit("core/many.test.ts", "a hundred callers of one ended token share one request and get the same token"),
  },
  {
    name: "A 503 costs the refresh token",
    file: settle,
    find: "if (isNew) await",
    replace: `if (failure.evidence.status === 503) await accounts.save(withRefusal(record, target, failure, false));
    if (isNew) await`,
    test: unit(
      "scenarios/stayFresh.test.ts",
      "503 keeps the refresh token, and the program tries again later by itself",
    ),
  },
  {
    name: "A refresh token that the server calls bad is kept",
    file: failure,
    find: 'suberror === "bad_token" || ',
    replace: "",
    test: unit("scenarios/stayFresh.test.ts", "a refresh token revoked by the server is removed"),
  },
  {
    name: "Any invalid_grant costs the refresh token",
    file: failure,
    find: '(suberror === "bad_token" || suberror === "token_expired")',
    replace: '(suberror !== "bad_token" || status !== undefined)',
    test: unit("scenarios/openIdTrouble.test.ts", "where the answer with the next refresh token is lost"),
  },
  {
    name: "A refusal that passes ends the saved sign-in",
    file: outlook,
    find: 'if (passingKinds.has(kind)) return "passes";',
    replace: 'if (kind === "throttled") return "passes";',
    test: unit("scenarios/refusedRefresh.test.ts", "is tried again by itself and on demand (AADSTS90033)"),
  },
  {
    name: "A refusal that was put right elsewhere is kept for ever",
    file: outlook,
    find: "(failure.retryAt ?? failure.at + keptMs)",
    replace: "(failure.retryAt ?? Infinity)",
    test: unit("scenarios/refusedRefresh.test.ts", "is asked about again by whoever wants a token two minutes later"),
  },
  {
    name: "What a document said costs the refresh token",
    file: failure,
    find: " && ofDocument !== true;",
    replace: ";",
    test: unit("shared/outlook.test.ts", "is not for a document to end"),
  },
  {
    name: "Success is announced before the rotated refresh token is stored",
    file: silent,
    find: "await accounts.save(renewed);",
    replace: "void accounts.save(renewed);",
    test: unit("scenarios/stayFresh.test.ts", "a slow disk holds success back"),
  },
  {
    name: "An account that needs a person is asked for again by itself",
    file: atHand,
    find: "if (refusal !== undefined && (",
    replace: "if (refusal?.retryAt === 0 && (",
    test: unit("scenarios/stayFresh.test.ts", "consent missing for one scope set leaves the others working"),
  },
  {
    name: "Retry-After is ignored",
    file: "electron/core/diagnostics/retryAfter.ts",
    find: "named !== undefined && named > 0",
    replace: "named !== undefined && named > 10 * longestMs",
    test: unit("scenarios/stayFresh.test.ts", "a server that asks for patience (in seconds)"),
  },
  {
    name: "A refresh brings an account back that was signed out meanwhile",
    file: silent,
    find: "const current = accounts.get(accountId);",
    replace: "const current = accounts.get(accountId) ?? (record as AccountRecord | undefined);",
    test: unit("scenarios/stayFresh.test.ts", "an account signed out at the moment its new token arrives"),
  },
  {
    name: "Signing out leaves the sealed record on disk",
    file: accounts,
    find: "() => vault.remove(accountId)",
    replace: "() => Promise.resolve()",
    test: unit("scenarios/stayFresh.test.ts", "an account signed out while its refresh is under way"),
  },
  {
    name: "A failed request is sent again at once, password and all",
    file: "electron/core/attempts.ts",
    find: "const answer = await request();",
    replace: "const first = await request();\n    const answer = first.ok ? first : await request();",
    test: unit("scenarios/signIn.test.ts", "a wrong password is sent once and not again by the program"),
  },
  {
    name: "Half a character in a password is sent as another one",
    file: signIns,
    find: 'password === "" || !password.isWellFormed()',
    replace: 'password === ""',
    test: unit("scenarios/signIn.test.ts", "half a character in name or password is refused before anything is sent"),
  },
  {
    name: "A password goes out before anybody knows what kind of account it is for",
    file: "electron/core/signIn/passwordRoad.ts",
    find: 'if (mode === "managed") return done("managed");',
    replace: 'if (mode === "managed" || mode === "automatic") return done("managed");',
    test: unit(
      "scenarios/signIn.test.ts",
      "no password is sent for personal accounts and for those that sign in elsewhere in a browser only",
    ),
  },
  {
    name: "A federated person's password goes to the cloud while the user realm is down",
    file: "electron/core/authority/realm.ts",
    find: "reply.status === 200 ? readRealm(json) : undefined",
    replace: 'reply.status === 200 ? readRealm(json) : "unknown"',
    test: unit("core/authority/realm.test.ts", "where the realm answers with 503"),
  },
  {
    name: "A federation service's metadata decides alone where a password goes",
    file: "electron/core/federation/findEndpoint.ts",
    find: "if (endpoint !== undefined && mayReceive(endpoint)) return done(endpoint);",
    replace: "if (endpoint !== undefined) return done(endpoint);",
    test: unit(
      "core/federation/signInFederated.test.ts",
      "such as another origin in the metadata, until the person agrees to it",
    ),
  },
  {
    name: "An assertion is written anew in place of being cut out",
    file: "electron/core/federation/rstr.ts",
    find: "new Secret(source.slice(token.start, token.end))",
    replace: 'new Secret(source.slice(token.start, token.end).replaceAll("\\r\\n", "\\n"))',
    test: unit("core/federation/rstr.test.ts", "is cut out of both kinds of answers, every character of it"),
  },
  {
    name: "A wrong federated password looks like an outage, because the service answers 500",
    file: "electron/core/federation/classifyTrust.ts",
    find: "return fault === undefined ? withoutFault",
    replace: "return fault === undefined || reply.status >= 500 ? withoutFault",
    test: unit("scenarios/federation.test.ts", "a wrong password counts once, here and there"),
  },
  {
    name: "A password goes to a token endpoint elsewhere without a question",
    file: signIns,
    find: "if (unconfirmedOrigin !== undefined)",
    replace: "if (unconfirmedOrigin === '')",
    test: unit("scenarios/openIdTrouble.test.ts", "a password goes to a token endpoint on another origin only after"),
  },
  {
    name: "A redirect is followed, credentials and all",
    file: "electron/desktop/fetch.ts",
    find: "const init = { method, headers, redirect, signal,",
    replace: 'const init = { method, headers, redirect: redirect === "manual" ? "follow" : redirect, signal,',
    test: unit("desktop/hostParts.test.ts", "goes without cookies and cache, and follows no redirect"),
  },
  {
    name: "A dead process's lock blocks the account",
    file: "electron/core/accountLock.ts",
    find: 'return holder === "dead" || holder === "silent";',
    replace: 'return holder === "silent";',
    test: unit("core/accountLock.test.ts", "a dead owner's lock is taken over without waiting"),
  },
  {
    name: "A living process's lock is taken away",
    file: "electron/core/accountLock.ts",
    find: 'return alive ? "alive" : "dead";',
    replace: 'return "dead";',
    test: unit("core/accountLock.test.ts", "a living owner's lock is waited for up to a minute and never taken"),
  },
  {
    name: "A process of another container counts as dead",
    file: "electron/node/processOwner.ts",
    find: "wentDownBefore(them, me) ? false : undefined",
    replace: "false",
    test: unit("endurance/sharedFolder.test.ts", "two programs of which neither can look for the other"),
  },
  {
    name: "A lock that takes long is taken for one of a dead process elsewhere",
    file: "electron/core/accountLock.ts",
    find: "if (await isOurs()) await files.touch(lock);",
    replace: "await isOurs();",
    test: unit("core/accountLock.test.ts", "is never taken while its owner shows that it lives"),
  },
  {
    name: "Who stood still for long takes the lock away from who has it now",
    file: "electron/core/accountLock.ts",
    find: "endMarks();\n    if (await isOurs()) await",
    replace: "endMarks();\n    await",
    test: unit("core/accountLock.test.ts", "who lost it while it stood still knows"),
  },
  {
    name: "Records are written unsealed",
    file: vault,
    find: "writeAtomic(nameOf(record.id), sealed.bytes)",
    replace: "writeAtomic(nameOf(record.id), new TextEncoder().encode(encodeRecord(record)))",
    test: unit("scenarios/storage.test.ts", "nothing on disk holds a token, a password or a name in clear"),
  },
  {
    name: "Records are written where nothing protects them",
    file: vault,
    find: 'if (now.kind !== "protected") return notWritten(now.kind);\n      const { encodeRecord, purposeOf } = await codec();',
    replace: `const { encodeRecord, purposeOf } = await codec();
      if (now.kind !== "protected") {
        await files.writeAtomic(nameOf(record.id), new TextEncoder().encode(encodeRecord(record)));
        return "memoryOnly";
      }`,
    test: unit("scenarios/storage.test.ts", "with a missing secret store nothing is written, and that is shown"),
  },
  {
    name: "Another account's record is taken for this one's",
    file: "electron/core/recordCodec.ts",
    find: "parsed.data.id !== accountId",
    replace: "accountId === ''",
    test: unit("core/recordCodec.test.ts", "a record of another account is none of this one's"),
  },
  {
    name: "The clipboard keeps the token for ever",
    file: copying,
    find: "await clipboard.clearIf(last.text);",
    replace: "await Promise.resolve();",
    test: unit(
      "scenarios/copy.test.ts",
      "the raw token is copied, accepted by the API, and cleared after half a minute",
    ),
  },
  {
    name: "Quitting leaves the token on the clipboard",
    file: "electron/core/app.ts",
    find: "await copying.clear();",
    replace: "",
    test: unit("scenarios/copy.test.ts", "quitting clears the clipboard"),
  },
  {
    name: "A notice holds the token",
    file: copying,
    find: "say(input, prepared.value, clears);",
    replace: 'notices.say({ kind: "copied", parts: { what: prepared.value.text.reveal() } }, true);',
    test: unit("scenarios/copy.test.ts", "a notice says what was copied, for whom and how long it lives"),
  },
  {
    name: "A token of one tenant is handed out for another",
    file: accountRecord,
    find: "return sameTarget(rulesOf(record), askedOf(token), target);",
    replace: "return rulesOf(record).same(token.asked, target.scopes);",
    test: unit("scenarios/tenants.test.ts", "the same refresh token brings a token of the directory"),
  },
  {
    name: "A token serves the scopes that the server declined",
    file: accountRecord,
    find: "[...token.granted, ...token.asked.filter(isWholeList)]",
    replace: "[...token.granted, ...token.asked]",
    test: unit("scenarios/grantedScopes.test.ts", "is asked again for what it declined, and its token serves"),
  },
  {
    name: "An ended token hides a living one",
    file: accountRecord,
    find: "livesFor(token, minLifeMs, now) ? 0 : livesFor(token, 0, now) ? 1 : 2,",
    replace: "isFor(record, token, target) ? 0 : livesFor(token, minLifeMs, now) ? 1 : 2,",
    test: unit("scenarios/grantedScopes.test.ts", "a token that has ended hides none that lives"),
  },
  {
    name: "Case tells no scopes apart where it counts",
    file: "shared/scopeRules.ts",
    find: "const exact = rulesBy((scope) => scope);",
    replace: "const exact = rulesBy((scope) => scope.toLowerCase());",
    test: unit("scenarios/grantedScopes.test.ts", "are several where case counts"),
  },
  {
    name: "A token with wider scopes of one tenant is handed out for another",
    file: accountRecord,
    find: "return token.tenant === tenant && rulesOf(record).missing(",
    replace: "return tenant !== '' && rulesOf(record).missing(",
    test: unit("scenarios/tenants.test.ts", "a token with wider scopes of one directory"),
  },
  {
    name: "A tenant that does not know the person costs the refresh token of all",
    file: settle,
    find: "target.tenant !== undefined || refreshTokenSurvives(failure)",
    replace: "refreshTokenSurvives(failure)",
    test: unit("scenarios/tenants.test.ts", "what another directory says against the refresh token (bad_token)"),
  },
  {
    name: "Tokens of other tenants are stored where older versions take them for the own one's",
    file: "electron/core/recordCodec.ts",
    find: "const isOwn = ({ tenant }: T): boolean => tenant === undefined;",
    replace: "const isOwn = ({ tenant }: T): boolean => tenant !== '';",
    test: unit("core/recordCodec.test.ts", "tokens of other tenants stand apart"),
  },
  {
    name: "A token that has ended is served in place of a refusal",
    file: atHand,
    find: 'return outlookOf(failure) === "passes" && failure.kind !== "vaultLocked"',
    replace: 'return failure.kind !== "vaultLocked"',
    test: unit("scenarios/outage.test.ts", "nor in place of a refusal"),
  },
  {
    name: "The log holds an access token",
    file: "electron/core/attempts.ts",
    find: 'log.info("attempt", logFields(attempt));',
    replace:
      'log.info("attempt", { ...logFields(attempt), token: (outcome as { value?: { accessToken?: { reveal(): string } } }).value?.accessToken?.reveal() ?? "" });',
    test: unit(
      "scenarios/signIn.test.ts",
      "a person who may sign in ends up with an account, a token and a sealed record",
    ),
  },
  {
    name: "The snapshot holds an access token",
    file: "electron/core/tokens/drawAccount.ts",
    find: "tokenType: token.tokenType,",
    replace: "tokenType: token.token.reveal(),",
    test: unit(
      "scenarios/signIn.test.ts",
      "a person who may sign in ends up with an account, a token and a sealed record",
    ),
  },
  {
    name: "A secret shows in JSON",
    file: "electron/core/secret.ts",
    find: "toJSON(): string {\n    return shown;",
    replace: "toJSON(): string {\n    return this.#text;",
    test: unit("core/secret.test.ts", "JSON shows nothing of it"),
  },
  {
    name: "What a server repeats of the password is kept as evidence",
    file: "electron/core/diagnostics/redact.ts",
    find: "keep: (text) => (holds(text) ? undefined : text)",
    replace: "keep: (text) => text",
    test: unit("core/diagnostics/classify.test.ts", "holds no secret in any other field either"),
  },
  {
    name: "The canary misses a secret in the middle of base64",
    file: "tests/support/canary.ts",
    find: "...[0, 1, 2].flatMap(",
    replace: "...[0].flatMap(",
    test: unit("canary/canary.test.ts", "a marker within base64 is found wherever it begins"),
  },
  {
    name: "The canary does not look into what is packed",
    file: "tests/support/canary.ts",
    find: "findMarker(unpacked, marker).length > 0",
    replace: "findMarker(unpacked, marker).length > 99",
    test: unit("canary/canary.test.ts", "a marker planted as gzip is found"),
  },
];
