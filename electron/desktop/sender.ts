// Tells whether a message comes from our own page: main frame, our origin, a window that we made.
import type { IpcMainInvokeEvent } from "electron/main";
import { bundleOrigin } from "./origin.ts";

type Sender = Pick<IpcMainInvokeEvent, "senderFrame"> & { readonly sender: { readonly id: number } };

/** Must be asked at once: the frame is gone after a navigation. */
export function isOurSender(event: Sender, isOurWindow: (webContentsId: number) => boolean): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null) return false;
  return frame.origin === bundleOrigin && isOurWindow(event.sender.id);
}
