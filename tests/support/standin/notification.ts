// Notifications: recorded instead of shown. A test clicks or closes them through the control.
import { emittedEvent } from "./emittedEvent.ts";
import { requireReady } from "./readiness.ts";
import { record } from "./record.ts";
import { StrictEmitter } from "./strictModule.ts";

interface NotificationOptions {
  readonly title?: string;
  readonly subtitle?: string;
  readonly body?: string;
  readonly silent?: boolean;
  readonly icon?: unknown;
  readonly urgency?: string;
  readonly timeoutType?: string;
}

const known = new Set(["title", "subtitle", "body", "silent", "icon", "urgency", "timeoutType"]);

/** `supported` false: no notification service. `fails`: what an unsigned build on macOS meets. */
export const notificationService = { supported: true, fails: false };

export class Notification extends StrictEmitter {
  readonly title: string;
  readonly subtitle: string;
  readonly body: string;
  readonly silent: boolean;
  readonly urgency: string;
  readonly timeoutType: string;

  constructor(options: NotificationOptions = {}) {
    super("Notification", ["show", "click", "close", "failed"]);
    requireReady("Cannot create Notification before app is ready");
    for (const name of Object.keys(options))
      if (!known.has(name)) throw new Error(`stand-in: notification option '${name}' is not implemented`);
    this.title = options.title ?? "";
    this.subtitle = options.subtitle ?? "";
    this.body = options.body ?? "";
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? "normal";
    this.timeoutType = options.timeoutType ?? "default";
  }

  show(): void {
    if (!notificationService.supported) return;
    if (notificationService.fails) {
      setImmediate(() => this.emit("failed", emittedEvent(), "Notifications are not allowed for this application"));
      return;
    }
    record.notifications.push(this);
    record.notificationHistory.push(this);
    setImmediate(() => this.emit("show", emittedEvent()));
  }

  close(): void {
    removeNotification(this, "applicationHidden");
  }

  static isSupported(): boolean {
    return notificationService.supported;
  }
}

/** Takes it off the screen. `reason` as in the event's details. */
export function removeNotification(notification: Notification, reason: "userCanceled" | "applicationHidden"): void {
  if (!record.notifications.includes(notification)) return;
  record.notifications = record.notifications.filter((each) => each !== notification);
  notification.emit("close", emittedEvent({ reason }));
}
