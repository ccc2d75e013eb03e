// Asks once more before something that cannot be undone. A native dialog: focus, Escape and the backdrop are the browser's.
import { useEffect, useId, useRef, type ReactNode } from "react";
import { frameWords } from "../../shared/uiWords.ts";

interface ConfirmDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Mounted means open; `onClose` follows every way out, confirmed or not, when the focus is back where it was. */
export function ConfirmDialog({ title, confirm, onConfirm, onClose, children }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);

  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      {children}
      <div className="buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          {frameWords.cancel}
        </button>
        <button
          type="button"
          className="danger"
          onClick={() => {
            onConfirm();
            dialog.current?.close();
          }}
        >
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
