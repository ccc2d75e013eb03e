// What there is to say, as banners: polite ones as status, troubles as alerts. The live regions stand before anything is in them.
import { noticeWords } from "../../shared/noticeWords.ts";
import { type Notice, type NoticeKind, passingNotices, type Snapshot } from "../../shared/snapshot.ts";
import { failureWords, frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { useWhy } from "../state/useWhy.ts";
import type { Trouble } from "../state/useTroubles.ts";
import type { FailureSubject } from "../state/useWaysOn.ts";
import { FailureCard } from "./FailureCard.tsx";

const urgent: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  "settingsSetAside",
  "recordSetAside",
  "notSaved",
  "needsYou",
  "clipboardKept",
  "incident",
]);

interface NoticesProps {
  readonly troubles: readonly Trouble[];
  readonly onDismissTrouble: (key: string) => void;
}

export function Notices({ troubles, onDismissTrouble }: NoticesProps) {
  const { snapshot } = useApp();
  const lasting = snapshot.notices.filter(({ kind }) => !passingNotices.has(kind));
  const alerts = lasting.filter(({ kind }) => urgent.has(kind));
  const news = lasting.filter(({ kind }) => !urgent.has(kind));
  return (
    <section className="notices" aria-label={frameWords.notices}>
      <div role="alert">
        {troubles.map((trouble) => (
          <FailureCard
            key={`${trouble.key} ${trouble.failure.attemptId ?? trouble.failure.at}`}
            {...subjectOf(snapshot, trouble)}
            onDismiss={() => onDismissTrouble(trouble.key)}
          />
        ))}
        {alerts.map((notice) => (
          <Banner key={notice.id} notice={notice} />
        ))}
      </div>
      <div aria-live="polite">
        {news.map((notice) => (
          <Banner key={notice.id} notice={notice} />
        ))}
      </div>
    </section>
  );
}

function subjectOf({ accounts }: Snapshot, { failure, accountId, scopeSetId }: Trouble): FailureSubject {
  const account = accounts.find(({ id }) => id === accountId);
  if (account === undefined) return { failure };
  const set = account.scopeSets.find(({ id }) => id === scopeSetId);
  return { failure, accountId: account.id, scopes: set?.scopes, tenant: set?.tenant };
}

function Banner({ notice }: { readonly notice: Notice }) {
  const { run } = useApp();
  const reasons = useWhy(notice);
  const why = notice.kind === "needsYou" ? reasons : undefined;
  const { title, body } = noticeWords(notice);
  return (
    <div className={urgent.has(notice.kind) ? "notice bad" : "notice"}>
      <p>
        <strong>{title}</strong> {body}
      </p>
      {why && (
        <button type="button" className="small" onClick={why}>
          {failureWords.whyNeeded} <span className="forEars">{title}</span>
        </button>
      )}
      <button
        type="button"
        className="small"
        aria-label={frameWords.dismissNamed(title)}
        onClick={() => void run("dismissNotice", { noticeId: notice.id })}
      >
        {frameWords.dismiss}
      </button>
    </div>
  );
}
