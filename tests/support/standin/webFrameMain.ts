// The main frame of a page, as `event.senderFrame` and `webContents.mainFrame` show it. Subframes have no preload and send nothing.
import { randomUUID } from "node:crypto";
import { strict } from "./strictModule.ts";
import { originOf } from "./wireAddress.ts";

/** The part of WebContents that its frame needs. */
export interface FrameOwner {
  readonly id: number;
  getURL(): string;
  isDestroyed(): boolean;
  send(channel: string, ...args: unknown[]): void;
}

export class WebFrameMain {
  readonly parent = null;
  readonly routingId = 1;
  readonly frameToken = randomUUID();
  readonly processId: number;
  readonly #owner: FrameOwner;

  constructor(owner: FrameOwner) {
    this.#owner = owner;
    this.processId = 1000 + owner.id;
  }

  get url(): string {
    return this.#owner.getURL();
  }

  get origin(): string {
    return originOf(this.url);
  }

  get top(): WebFrameMain {
    return this;
  }

  isDestroyed(): boolean {
    return this.#owner.isDestroyed();
  }

  send(channel: string, ...args: unknown[]): void {
    this.#owner.send(channel, ...args);
  }
}

strict("WebFrameMain", WebFrameMain.prototype);
