// A sign-in on pages: what leads to it, how far it has come, and what its end means to whoever asked for it.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import type { LoopbackRequest } from "../../loopback/request.ts";
import type { App, Apps } from "../apps.ts";
import type { Codes } from "../codes.ts";
import type { Consents } from "../consents.ts";
import type { DeviceCodes } from "../deviceCodes.ts";
import type { Directory } from "../directory.ts";
import type { Refusal } from "../errors.ts";
import type { GrantServices } from "../grant.ts";
import type { OneTime } from "../oneTime.ts";
import type { AskedScopes } from "../scopes.ts";
import type { BrowserAccount, Sessions } from "../sessions.ts";
import type { TenantKind } from "../tenants.ts";
import type { Exchange } from "../wire.ts";

export interface Journey {
  readonly kind: "browser" | "device" | "adminConsent";
  readonly tenant: TenantKind;
  readonly app: App;
  /** By resource; an authorization request may ask consent for several. */
  readonly asked: readonly AskedScopes[];
  readonly loginHint: string | undefined;
  readonly prompt: "login" | "select_account" | "consent" | undefined;
  /** A challenge demands a second proof even of those who need none otherwise. */
  readonly needsSecondFactor: boolean;
  /** The origin that the last form leads to. */
  readonly leadsTo: string | undefined;
  finish(account: BrowserAccount, exchange: Exchange): LoopbackAnswer;
  /** The person turns back. */
  stop(refusal: Refusal, exchange: Exchange): LoopbackAnswer;
  /** Told of a refusal that stays on the page. */
  refused?(refusal: Refusal): void;
}

export interface Progress {
  readonly account: BrowserAccount | undefined;
  /** Typed last, to be typed again after a wrong password. */
  readonly typedName: string;
  readonly confirmed: boolean;
  readonly consented: boolean;
}

export const nobodyYet: Progress = { account: undefined, typedName: "", confirmed: false, consented: false };

export type PageName =
  | "pick"
  | "signIn"
  | "number"
  | "newPassword"
  | "confirm"
  | "consent"
  | "approval"
  | "approvalSent"
  | "notAdmin";

/** A page that was shown: its form brings this back, once. */
export interface Step {
  readonly journey: Journey;
  readonly progress: Progress;
  /** `refused`: the refusal's own page. */
  readonly page: PageName | "refused";
  /** What `back` tells the app. */
  readonly back: Refusal;
  /** What the other device shows. */
  readonly number: string;
}

export interface SignInServices {
  readonly apps: Apps;
  readonly consents: Consents;
  readonly directory: Directory;
  readonly codes: Codes;
  readonly deviceCodes: DeviceCodes;
  readonly sessions: Sessions;
  readonly steps: OneTime<Step>;
  readonly pause: GrantServices["pause"];
}

/** One request of the browser, with what answers it. */
export interface Visit {
  readonly request: LoopbackRequest;
  readonly exchange: Exchange;
  readonly services: SignInServices;
}
