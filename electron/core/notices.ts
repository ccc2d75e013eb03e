// Things to say to the person: in every window, and by the system where it is worth an interruption.
import { type Notice, type NoticeKind, passingNotices } from "../../shared/snapshot.ts";
import type { Clock, Desktop } from "./ports.ts";
import type { Store } from "./store.ts";

export interface NoticeText {
  readonly kind: NoticeKind;
  /** What its words are made with. Never a secret. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly accountId?: string;
  readonly scopeSetId?: string;
}

export interface Notices {
  /** Shows it in the windows; with `bySystem` outside them too, without names while it is locked. One of the same kind about the same thing takes the place of the older, a confirmation that of any older one of its kind. */
  say(text: NoticeText, bySystem?: boolean): void;
  dismiss(noticeId: string): void;
  /** Takes back what no longer holds. */
  withdraw(kind: NoticeKind, accountId?: string): void;
}

const keptNotices = 20;

/** Who it is about and what they use are left out; times and files stay. */
function nameless(notice: Notice): Notice {
  const { who: _, what: __, declined: ___, ...parts } = notice.parts;
  return { ...notice, parts };
}

export function createNotices(store: Store, clock: Clock, desktop: Desktop): Notices {
  const without = (drop: (notice: Notice) => boolean): void =>
    store.update((snapshot) => {
      const notices = snapshot.notices.filter((notice) => !drop(notice));
      return notices.length === snapshot.notices.length ? snapshot : { ...snapshot, notices };
    });
  return {
    say({ kind, parts = {}, accountId, scopeSetId }, bySystem = false) {
      const notice: Notice = {
        id: crypto.randomUUID(),
        at: clock.now(),
        kind,
        parts,
        ...(accountId === undefined ? {} : { accountId }),
        ...(scopeSetId === undefined ? {} : { scopeSetId }),
      };
      const isSame = (old: Notice): boolean =>
        old.kind === kind &&
        (passingNotices.has(kind) || (old.accountId === accountId && old.scopeSetId === scopeSetId));
      store.update((snapshot) => ({
        ...snapshot,
        notices: [notice, ...snapshot.notices.filter((old) => !isSame(old))].slice(0, keptNotices),
      }));
      const { settings, lock } = store.get();
      if (bySystem) desktop.notify(settings.hideNamesInNotices || lock !== undefined ? nameless(notice) : notice);
    },
    dismiss: (noticeId) => without(({ id }) => id === noticeId),
    withdraw: (kind, accountId) =>
      without((notice) => notice.kind === kind && (accountId === undefined || notice.accountId === accountId)),
  };
}
