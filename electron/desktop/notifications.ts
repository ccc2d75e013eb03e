// System notices. They may show on a locked screen and stay in a history, so they hold names and times, never a secret.
import { Notification } from "electron/main";
import { noticeWords } from "../../shared/noticeWords.ts";
import type { Notice } from "../../shared/snapshot.ts";

export function createNotifier(clicked: (notice: Notice) => void): (notice: Notice) => void {
  // Electron forgets the events of a notice that nobody holds.
  const shown = new Set<Notification>();
  return (notice) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ ...noticeWords(notice), silent: true });
    const forget = (): void => void shown.delete(notification);
    notification.once("click", () => clicked(notice));
    notification.once("close", forget);
    notification.once("failed", forget);
    shown.add(notification);
    notification.show();
  };
}
