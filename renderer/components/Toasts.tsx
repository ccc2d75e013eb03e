// Confirmations over the content, at the bottom: nothing on the page moves for them, and they go by themselves.
import { useEffect, useState } from "react";
import type { Toast, Toasts as ToastState } from "../state/useToasts.ts";

export function Toasts({ toasts, end }: Pick<ToastState, "toasts" | "end">) {
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} onEnd={end} />
      ))}
    </div>
  );
}

/** Time to read it: some seconds, and more for more words. */
function lastsMs({ title = "", text }: Toast): number {
  return Math.min(4_000 + 40 * (title.length + text.length), 12_000);
}

interface OneToastProps {
  readonly toast: Toast;
  readonly onEnd: (id: string) => void;
}

function OneToast({ toast, onEnd }: OneToastProps) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => onEnd(toast.id), lastsMs(toast));
    return () => clearTimeout(timer);
  }, [toast, held, onEnd]);
  return (
    // It stays while somebody points at it to read it.
    <p className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
      {toast.title !== undefined && <strong>{toast.title} </strong>}
      {toast.text}
    </p>
  );
}
