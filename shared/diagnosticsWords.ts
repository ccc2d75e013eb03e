// The words of the diagnostics screen. Apart from the others because the screen is loaded when it is first opened.
import type { Grant } from "./failure.ts";
import type { Attempt } from "./snapshot.ts";

export const diagnosticsWords = {
  lead: "What happened, whether all that a sign-in needs is in order, and a report for whoever helps you.",
  attempt: "This sign-in",
  gone: "That token request is no longer in the history, which lasts until TokenTray ends.",
  history: "Token requests",
  historyHint: "Since TokenTray started, newest first, at most 200. No password or token is part of it.",
  historyNone: "None yet.",
  historyNoneHere: "None for this choice.",
  historyOlder: (count: number): string => (count === 1 ? "Show one more" : `Show ${count} more`),
  account: "Account",
  everything: "All accounts",
  withoutAccount: (connection: string): string => `${connection}, without an account`,
  noName: "no user name",
  took: "Took",
  when: "When",
  how: "Asked",
  who: "User name",
  connection: "Connection",
  scopes: "Scopes",
  toNote: "To note",
  failed: (title: string): string => `Failed: ${title}`,
  exchange: "What was sent and answered",
  exchangeHint: "Without headers and bodies: they hold secrets, so they are not kept.",
  request: "Request",
  answer: "Answer",
  inBrowser: (address: string): string => `in your browser: ${address}`,
  noAnswer: "none",
  notSent: "nothing: what stands here is of the answer before",
  exchangeLabels: {
    systemError: "System error",
    error: "Error",
    suberror: "Suberror",
    codes: "Codes",
    correlationId: "Correlation ID",
    traceId: "Trace ID",
    serverTime: "Server's time",
  },
  checks: "Checks",
  checksHint: "Asks the authority what anybody may ask, and looks at this computer. No password and no token is sent.",
  checksOf: "Check",
  runChecks: "Run checks",
  runAgain: "Run checks again",
  running: "Checking…",
  checksFor: (who: string, time: string): string => `For ${who}, ${time}`,
  checksDone: (wrong: number, notes: number): string => {
    if (wrong === 0 && notes === 0) return "Checks are done: everything is good.";
    const parts = [...(wrong === 0 ? [] : [`${wrong} wrong`]), ...(notes === 0 ? [] : [`${notes} to note`])];
    return `Checks are done: ${parts.join(", ")}.`;
  },
  report: "Support report",
  reportHint: "For whoever helps you. It holds no password and no token. Read it before you give it away.",
  reportOf: "About",
  maskNames: "Mask user names",
  maskTenant: "Mask tenant and client ID",
  preview: "Show the report",
  previewName: "The report",
  copy: "Copy report",
  copied: "Report copied.",
  save: "Save report…",
  saved: (file: string): string => `Saved as ${file}.`,
  savedByPage: "The browser saves it with your downloads.",
} as const;

export const grantNames: Readonly<Record<Grant, string>> = {
  password: "Password",
  refreshToken: "Refresh",
  authorizationCode: "Browser",
  deviceCode: "Device code",
  samlBearer: "Federated password",
};

export const attemptOutcomeWords: Readonly<Record<Attempt["outcome"], string>> = {
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
};
