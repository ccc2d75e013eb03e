// Faults in asking for tokens: what is sent twice, held back from the wrong person, or believed without need.
import { unit, type Fault } from "./fault.ts";

const refusedPasswords = "electron/core/signIn/refusedPasswords.ts";
const secondTry = "electron/core/secondTry.ts";
const throttle = "electron/core/grants/throttle.ts";

export const requestFaults: readonly Fault[] = [
  {
    name: "A password is sent once more to a server that hung up",
    file: secondTry,
    find: '(method === "GET" && links.some(isPassing))',
    replace: '(method !== "GET" || links.some(isPassing))',
    test: unit("core/http.test.ts", "never follows a POST to a server that hangs up with a reset before an answer"),
  },
  {
    name: "An open connection that routers give up is taken for one that never was",
    file: secondTry,
    find: '(code === "ECONNREFUSED" || code === "EHOSTUNREACH") && syscall === "connect"',
    replace: '(code === "ECONNREFUSED" || code === "EHOSTUNREACH") && syscall !== ""',
    test: unit(
      "core/http.test.ts",
      "makes 1 of a POST and 2 of a GET after routers that give up on an open connection",
    ),
  },
  {
    name: "One person's pause holds everybody back",
    file: throttle,
    find: "who.trim().toLowerCase()",
    replace: 'who.trim().slice(0, 0) + ""',
    test: unit("scenarios/serverPauses.test.ts", "goes on serving other people, and the same one for other scopes"),
  },
  {
    name: "A pause outlasts a clock that is put back",
    file: throttle,
    find: "now >= pause.from && now < pause.until",
    replace: "now < pause.until",
    test: unit("scenarios/serverPauses.test.ts", "is told apart from one that was asked before the clock was put back"),
  },
  {
    name: "A refused password is sent again",
    file: refusedPasswords,
    find: "if (refusal !== undefined) return failed(",
    replace: "if (refusal !== undefined && refusal.at === 0) return failed(",
    test: unit("scenarios/lockoutCare.test.ts", "is not sent, does not count, and says when it may be tried again"),
  },
  {
    name: "A password that was not sent counts towards the rest of the form",
    file: "electron/core/signIn/passwordPauses.ts",
    find: "if (failure?.evidence.notSentAgain === true) return;",
    replace: "",
    test: unit("scenarios/lockoutCare.test.ts", "is not sent, does not count, and says when it may be tried again"),
  },
  {
    name: "A bad ID token costs the successor of a one-time refresh token",
    file: "electron/core/grants/readTokens.ts",
    find: 'grant === "refreshToken" ? "warn" : authority.type.idTokenFault',
    replace: 'grant === "deviceCode" ? "warn" : authority.type.idTokenFault',
    test: unit("scenarios/serverHabits.test.ts", "whose ID token is bad keeps its new refresh token, and tells"),
  },
  {
    name: "An ID token that nobody signed is believed where a server announces that",
    file: "electron/core/grants/idToken.ts",
    find: 'name !== "none"',
    replace: 'name !== ""',
    test: unit("scenarios/idTokenHabits.test.ts", "with the fault idTokenAlgorithm spoils a sign-in"),
  },
  {
    name: "A secret under a harmless name is kept among the unknown fields",
    file: "electron/core/grants/extraFields.ts",
    find: "&& !secretText.test(text) &&",
    replace: "&& !secretText.test(name) &&",
    test: unit("core/grants/extraFields.test.ts", "that is a JWT under a harmless name is left out"),
  },
];
