// Whether the app is `ready`. Kept apart from `app` because Playwright replaces `app.isReady` while it attaches.

let ready = false;

export function isReady(): boolean {
  return ready;
}

export function becomeReady(): void {
  ready = true;
}

export function requireReady(refusal: string): void {
  if (!ready) throw new Error(refusal);
}

export function requireNotReady(refusal: string): void {
  if (ready) throw new Error(refusal);
}
