// How a practice tenant can be started.
import type { DeviceCodeOptions } from "./deviceCodes.ts";
import type { FederationOptions } from "./federation/federation.ts";
import type { RefreshTokenReuse } from "./refreshTokens.ts";
import type { PracticeState } from "./state.ts";

export interface PracticeOptions {
  /** Epoch ms. */
  readonly now?: () => number;
  /** How the slow person's answers are held back. */
  readonly delay?: (ms: number) => Promise<void>;
  /** Wished port, else the saved one; a free one when it is taken. */
  readonly port?: number;
  /** What an earlier run saved, so that its tokens and refresh tokens go on working. */
  readonly state?: PracticeState;
  /**
   * Called at the start and after each change, and waited for before the answer that rests on it is sent: a crash right
   * after an answer loses nothing. One call at a time, always with the latest state. Where it fails, answers go out all
   * the same, and the next answer tries again.
   */
  readonly save?: (state: PracticeState) => Promise<void>;
  /** What happens when a refresh token is redeemed twice; Entra allows it. */
  readonly refreshTokenReuse?: RefreshTokenReuse;
  /** Default: 60 to 90 minutes, at random for each token, as Entra does. The short-lived person always gets 30 s. */
  readonly accessTokenLifeSeconds?: number;
  /** `ext_expires_in`; default: as long as the token lives, as Entra sends it to most tenants. */
  readonly extendedLifeSeconds?: number;
  readonly deviceCode?: DeviceCodeOptions;
  /** How the sign-in service of the federated domain behaves. */
  readonly federation?: FederationOptions;
  /** Put into every token and code, so that a search for leaks finds them. */
  readonly mark?: string;
}
