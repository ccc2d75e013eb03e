// Notices in words, for the system's notifications and for windows. Made with names and times only, never with a secret.
import { clipboardHistories, type ClipboardHistory, type ClipboardHistoryId } from "./clipboardHistories.ts";
import { oneLineOfProse } from "./displayNames.ts";
import type { Notice, NoticeKind } from "./snapshot.ts";
import { cannotBeOpened, causeWords, comeBack } from "./storageCauseWords.ts";
import { minutesLeft, timeLeft } from "./timeWords.ts";

export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

export function noticeWords(notice: Notice): NoticeText {
  return words[notice.kind](notice);
}

const words: Readonly<Record<NoticeKind, (notice: Notice) => NoticeText>> = {
  copied: (notice) => ({
    title: sentence("Access token copied", subject(notice)),
    body: sentence(outage(notice) ?? lifeOf(notice), declined(notice), clearing(notice)),
  }),
  copiedCommand: (notice) => ({
    title: sentence("Command copied", subject(notice)),
    body: "It holds no token; it asks TokenTray for one each time.",
  }),
  clipboardKept: () => ({
    title: "The clipboard could not be written",
    body: "Another program holds it. Nothing was copied; try again.",
  }),
  clipboardHistory: (notice) => {
    const histories = historiesOf(notice);
    const verb = histories.length === 1 ? "keeps" : "keep";
    return {
      title: `${inWords(histories.map(({ name }) => name))} ${verb} the tokens that you copy`,
      body: `${histories.map(({ wayOut }) => wayOut).join(" ")} ${withoutClipboard}`,
    };
  },
  needsYouSoon: (notice) => ({
    title: sentence("Sign in again soon", subject(notice)),
    body: soon(notice),
  }),
  needsYou: (notice) => ({
    title: sentence("An account needs you", subject(notice)),
    body: "No new token can be had without you. Open TokenTray to see why and what to do.",
  }),
  signedOut: (notice) => ({
    title: sentence("Signed out", subject(notice)),
    body: "Access tokens that were copied go on working until they end. Nothing of this account is left on this computer.",
  }),
  notSaved: (notice) => ({
    title: sentence("Could not be saved", subject(notice)),
    body: "It is kept in memory and works until you quit. TokenTray tries again by itself.",
  }),
  settingsNotSaved: () => ({
    title: "The settings could not be saved",
    body: "They hold until you quit. Check that the disk has room and can be written to, then change them once more.",
  }),
  memoryOnly: () => ({
    title: "Sign-ins are not saved",
    body: "No protected storage was found on this computer, so they last until you quit.",
  }),
  storageLocked: (notice) => ({
    title: "The system's secret storage is locked",
    body: `${waiting(notice)}Unlock it and the saved accounts come back by themselves. Nothing is lost.`,
  }),
  recordsWaiting: (notice) => {
    const { why, todo } = causeWords(notice.parts["cause"], part(notice, "backEnd"));
    return {
      title: cannotBeOpened(countOf(notice)),
      body: `The reason: ${why}. ${todo} ${comeBack.desktop}`,
    };
  },
  settingsSetAside: (notice) => ({
    title: "The settings could not be read",
    body: isSetAside(notice)
      ? sentence("The file was set aside, not deleted, and TokenTray began with new settings", part(notice, "file"))
      : "The file is left where it is, and TokenTray began with new settings. Check that the data folder belongs to you.",
  }),
  recordSetAside: (notice) => ({
    title: "A saved account could not be read",
    body: isSetAside(notice)
      ? sentence("Sign in to it again. Its file was set aside, not deleted", part(notice, "file"))
      : "Its file is left where it is. Check that the data folder belongs to you, or sign in to the account again.",
  }),
  trayMissing: () => ({
    title: "This desktop shows no tray icons",
    body: "Everything is in the window. Starting TokenTray again brings it up.",
  }),
  incident: (notice) => ({
    title: "Something went wrong inside TokenTray",
    body: sentence("It is in the log", part(notice, "incidentId")),
  }),
};

/** About one scope set: its token is the last one. About the account: the saved sign-in expires. */
function soon(notice: Notice): string {
  const left = timeLeft(Number(notice.parts["endsAt"] ?? "") - notice.at).replace(" left", "");
  return part(notice, "what") === ""
    ? `The saved sign-in expires in ${left}. Sign in again before then to keep it.`
    : `The token couldn't be renewed. It works for another ${left}.`;
}

const countOf = (notice: Notice): number => Number(notice.parts["count"] ?? 0);

function waiting(notice: Notice): string {
  const count = countOf(notice);
  return count > 0 ? `${cannotBeOpened(count)} until then. ` : "";
}

const withoutClipboard =
  "To hand over a token without the clipboard, use Copy command, which holds no token, or run “tokentray token” in a terminal.";

function historiesOf(notice: Notice): readonly ClipboardHistory[] {
  const ids = (notice.parts["histories"] ?? "").split(" ");
  return ids.flatMap((id) =>
    Object.hasOwn(clipboardHistories, id) ? clipboardHistories[id as ClipboardHistoryId] : [],
  );
}

function inWords(names: readonly string[]): string {
  return new Intl.ListFormat("en-US").format(names);
}

/** It is not where the folder cannot be written to. */
function isSetAside(notice: Notice): boolean {
  return part(notice, "file") !== "";
}

function part(notice: Notice, name: string): string {
  return oneLineOfProse(notice.parts[name] ?? "", 60);
}

/** Whom and what it is about, as far as it is known. */
function subject(notice: Notice): string {
  return sentence(part(notice, "who"), part(notice, "what"));
}

function lifeOf(notice: Notice): string {
  const expiresAt = Number(notice.parts["expiresAt"]);
  return Number.isFinite(expiresAt) ? minutesLeft(expiresAt - notice.at) : "";
}

/** It has ended, and is good only where the service is known to be out of reach. */
function outage(notice: Notice): string | undefined {
  const until = Number(notice.parts["extendedExpiresAt"]);
  if (!Number.isFinite(until)) return undefined;
  return `No new token could be had, and this one serves only in the outage: ${minutesLeft(until - notice.at)}`;
}

/** The server granted less than was asked for. */
function declined(notice: Notice): string {
  const scopes = part(notice, "declined");
  return scopes === "" ? "" : `the server didn't grant ${scopes}`;
}

function clearing(notice: Notice): string {
  const clearsAt = Number(notice.parts["clearsAt"]);
  if (!Number.isFinite(clearsAt)) return "";
  return `the clipboard is cleared in ${timeLeft(clearsAt - notice.at).replace(" left", "")}`;
}

/** Joins what is there. */
function sentence(...pieces: readonly string[]): string {
  return pieces.filter((piece) => piece !== "").join(" · ");
}
