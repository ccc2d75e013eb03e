// System notices. They may show on a locked screen and stay in a history, so they hold names and times, never a secret.
import type { Notification as ElectronNotification } from "electron/main";
import { noticeWords } from "../../shared/noticeWords.ts";
import type { Notice } from "../../shared/snapshot.ts";
import type { Desktop } from "../core/ports.ts";

/** As many as Windows keeps of one app. */
const held = 20;

export function createNotifier(
  Notification: typeof ElectronNotification,
  clicked: (notice: Notice) => void,
): Pick<Desktop, "notify" | "withdrawNotices"> {
  // Electron forgets the events of a notice that nobody holds. One that is closed may still stand in the system's list
  // of notices, to which Windows moves what has been on the screen long enough; so "close" is no reason to let go.
  const shown = new Set<ElectronNotification>();
  const takeAway = (notification: ElectronNotification): void => {
    shown.delete(notification);
    notification.close();
  };
  return {
    notify(notice) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ ...noticeWords(notice), silent: true });
      notification.once("click", () => clicked(notice));
      notification.once("failed", () => void shown.delete(notification));
      shown.add(notification);
      for (const oldest of [...shown].slice(0, -held)) takeAway(oldest);
      notification.show();
    },
    withdrawNotices: () => [...shown].forEach(takeAway),
  };
}
