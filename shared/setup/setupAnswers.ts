// How far a person has come in the first-run guide, and what was typed: kept so that the guide can be gone on with.
import type { ConnectionDraft } from "../connection.ts";

/** Where one signs in; `company` is the practice tenant's second half, where one sets an app up. */
export const setupPlaces = ["practice", "company", "entra", "adfs", "b2c", "ciam", "openid"] as const;
export type SetupPlace = (typeof setupPlaces)[number];

export interface SetupAnswers {
  /** 1 to 5. */
  readonly step: number;
  readonly place: SetupPlace;
  /** What the connection form would hold. */
  readonly draft: ConnectionDraft;
  readonly username: string;
  readonly knowsClientId: boolean;
  readonly appName: string;
  /** Of the connection that the guide has saved. */
  readonly connectionId?: string | undefined;
}
