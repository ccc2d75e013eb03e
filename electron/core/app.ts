// The whole program minus the operating system: hosts connect the ports and draw what `snapshot` shows.
import type { CommandInput, Handlers } from "../../shared/contract.ts";
import type { Outcome } from "../../shared/failure.ts";
import type { About, Snapshot } from "../../shared/snapshot.ts";
import type { Ports } from "./ports.ts";
import type { Secret } from "./secret.ts";

export interface App {
  readonly handlers: Handlers;
  snapshot(): Snapshot;
  /** Called after every change, with the new picture. The answer ends it. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
  /** Reads settings, then records. The snapshot is of use (and drawn) before this is done; trouble becomes a notice. */
  start(): Promise<void>;
  /** Ends timers and requests, clears the clipboard if it still holds our text, releases locks. */
  stop(): Promise<void>;
  /** The computer goes to sleep, wakes up, or its keyring may have been unlocked. */
  systemSuspending(): void;
  systemResumed(): void;
  storeMayBeUnlocked(): void;
  trayIs(state: About["tray"]): void;
  /** A bug caught at a host's edge: logged under an ID that the failure carries. */
  reportBug(error: unknown): Outcome<never>;
  /** For hosts that deliver a token by themselves (the terminal). */
  getToken(request: TokenRequest): Promise<Outcome<AcquiredToken>>;
  /** What a copy would put on the clipboard, for the host that must put it there by itself (the browser). */
  prepareCopy(input: CommandInput<"copyToken">): Promise<Outcome<PreparedCopy>>;
}

export interface TokenRequest {
  readonly accountId: string;
  readonly scopes: readonly string[];
  /** How long the token is to live at least; 60 s unless told. */
  readonly minLifeMs?: number;
  readonly forceRefresh?: boolean;
}

export interface AcquiredToken {
  readonly token: Secret;
  readonly tokenType: string;
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  /** It lives shorter than was asked, because that is what the server gave. */
  readonly short: boolean;
  readonly source: "memory" | "refresh";
}

export interface PreparedCopy {
  readonly text: Secret;
  readonly expiresAt: number;
}

export type CreateApp = (ports: Ports) => App;
