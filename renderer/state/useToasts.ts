// Short confirmations that float over the window for some seconds: what was copied, saved, removed.
import { useCallback, useState } from "react";
import { noticeWords } from "../../shared/noticeWords.ts";
import { type Notice, passingNotices } from "../../shared/snapshot.ts";

export interface Toast {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
}

export interface Toasts {
  /** Oldest first: notices that pass, then what the window itself has to say. */
  readonly toasts: readonly Toast[];
  readonly toast: (text: string) => void;
  readonly end: (id: string) => void;
  readonly clear: () => void;
}

const mostShown = 3;
/** A window that was opened later does not tell old news. */
const newsForMs = 6_000;

export function useToasts(notices: readonly Notice[]): Toasts {
  const [own, setOwn] = useState<readonly Toast[]>([]);
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const [newsSince] = useState(() => Date.now() - newsForMs);
  const news = notices
    .filter(({ id, kind, at }) => passingNotices.has(kind) && at >= newsSince && !ended.has(id))
    .map((notice): Toast => {
      const { title, body } = noticeWords(notice);
      return { id: notice.id, title, text: body };
    });
  // The same said again begins its time again.
  const toast = useCallback((text: string) => {
    setOwn((old) => [...old.filter((each) => each.text !== text), { id: crypto.randomUUID(), text }]);
  }, []);
  const end = useCallback((id: string) => {
    setOwn((old) => old.filter((each) => each.id !== id));
    setEnded((old) => new Set([...old, id]));
  }, []);
  const clear = useCallback(() => setOwn([]), []);
  return { toasts: [...news.toReversed(), ...own].slice(-mostShown), toast, end, clear };
}
