// Says once of each clipboard history that it keeps copied tokens, and what to do there.
import type { Clipboard } from "./ports.ts";
import type { Notices } from "./notices.ts";
import type { SettingsKeeper } from "./settingsKeeper.ts";
import type { Store } from "./store.ts";

interface Deps {
  readonly clipboard: Pick<Clipboard, "keepers">;
  readonly settings: Pick<SettingsKeeper, "firstTime">;
  readonly notices: Notices;
  readonly store: Store;
}

/** To be called after a token was copied. */
export async function sayKeepers({ clipboard, settings, notices, store }: Deps): Promise<void> {
  const unsaid: string[] = [];
  for (const id of await clipboard.keepers()) if (await settings.firstTime(`clipboardHistory:${id}`)) unsaid.push(id);
  if (unsaid.length === 0) return;
  // The new notice takes the place of one that still stands, so it says what that one said.
  const standing = store.get().notices.find(({ kind }) => kind === "clipboardHistory")?.parts["histories"];
  const histories = [...(standing === undefined ? [] : [standing]), ...unsaid].join(" ");
  notices.say({ kind: "clipboardHistory", parts: { histories } }, true);
}
