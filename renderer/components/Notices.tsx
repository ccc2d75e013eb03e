// What there is to say, as banners: polite ones as status, troubles as alerts. The live regions stand before anything is in them.
import { noticeWords } from "../../shared/noticeWords.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Notice, NoticeKind } from "../../shared/snapshot.ts";
import { frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
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
  /** Of a command that was asked for from this window. */
  readonly failure: Failure | undefined;
  readonly onDismissFailure: () => void;
}

export function Notices({ failure, onDismissFailure }: NoticesProps) {
  const { snapshot } = useApp();
  const troubles = snapshot.notices.filter(({ kind }) => urgent.has(kind));
  const news = snapshot.notices.filter(({ kind }) => !urgent.has(kind));
  return (
    <section className="notices" aria-label={frameWords.notices}>
      <div role="alert">
        {failure && <FailureCard key={failure.at} failure={failure} onDismiss={onDismissFailure} />}
        {troubles.map((notice) => (
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

function Banner({ notice }: { readonly notice: Notice }) {
  const { run } = useApp();
  const { title, body } = noticeWords(notice);
  return (
    <div className={urgent.has(notice.kind) ? "notice bad" : "notice"}>
      <p>
        <strong>{title}</strong> {body}
      </p>
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
