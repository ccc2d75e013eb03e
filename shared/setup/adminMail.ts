// A letter to the admin who has to approve the app: what it is, what it may do, and three ways to approve it.
import { adminMailWords as words } from "./adminMailWords.ts";
import { azAdminConsent } from "./azCommands.ts";
import type { Cloud } from "./clouds.ts";
import { adminConsentRequest, consentAddress } from "./consentUrls.ts";
import { riskWords } from "./consentWords.ts";
import { portalLink } from "./portalLinks.ts";
import { presetOf } from "./scopePresets.ts";
import { askedScopes, scopeParts, wholeList } from "./scopes.ts";
import { loopbackRedirect, plainName } from "./setupChoices.ts";

export interface AdminMailFacts {
  readonly cloud: Cloud;
  readonly tenant: string;
  /** A GUID, as `choiceProblem` makes sure. */
  readonly clientId: string;
  readonly appName: string;
  readonly scopes: readonly string[];
}

export interface AdminMail {
  /** One line. */
  readonly subject: string;
  /** Plain text with `\n`. */
  readonly body: string;
}

/** Whole, to be copied, or short enough for the address of a mail program. */
export function adminMail(facts: AdminMailFacts, size: "whole" | "short" = "whole"): AdminMail {
  const name = plainName(facts.appName);
  const asked = askedScopes(facts.scopes);
  const address = consentAddress(
    adminConsentRequest({ ...origin(facts), scopes: asked, redirectUri: loopbackRedirect }),
  );
  const app = [words.app(name), words.clientId(facts.clientId), words.directory(facts.tenant)];
  const parts: readonly (readonly string[])[] =
    size === "short"
      ? [
          [words.hello, "", words.ask],
          app,
          [words.permissions, ...asked.map(nameOf)],
          [words.byAddress, address],
          [words.thanks],
        ]
      : [
          [words.hello, "", words.ask, words.why],
          app,
          [words.permissions, ...asked.map(lineOf)],
          [words.onBehalf],
          [words.byAddress, address, words.afterwards],
          byPortal(facts),
          facts.cloud.azCloud === undefined ? [] : [words.byCommand, azAdminConsent(facts.clientId, "sh")],
          [words.undo],
          [words.thanks],
        ];
  const body = parts.flatMap((part) => (part.length === 0 ? [] : [part.join("\n")])).join("\n\n");
  return { subject: words.subject(name), body };
}

/** Windows passes at most 2048 characters to a mail program; some programs stop a little before. */
export const longestMailto = 2000;

/**
 * RFC 6068: blanks as %20, line ends as %0D%0A. `cut` says that the letter did not fit and a shorter one is in the
 * address, so that the whole can be offered to be copied; with more permissions than even that holds, `url` is absent.
 */
export function mailtoUrl(facts: AdminMailFacts): { readonly url?: string; readonly cut: boolean } {
  const whole = mailto(adminMail(facts));
  if (whole.length <= longestMailto) return { url: whole, cut: false };
  const short = mailto(adminMail(facts, "short"));
  return short.length <= longestMailto ? { url: short, cut: true } : { cut: true };
}

function mailto({ body, subject }: AdminMail): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
}

function origin({ clientId, cloud, tenant }: AdminMailFacts) {
  return { origin: `https://${cloud.host}`, cloud, tenant, clientId };
}

function byPortal({ clientId, cloud }: AdminMailFacts): readonly string[] {
  const link = portalLink("apiPermissions", cloud, { clientId });
  return [words.byPortal, ...(link === undefined ? [] : [link.url])];
}

function nameOf(scope: string): string {
  const { api, permission, resource } = scopeParts(scope);
  return `- ${permission} (${api?.name ?? resource})`;
}

function lineOf(scope: string): string {
  const preset = presetOf(scope);
  if (preset !== undefined)
    return `${nameOf(scope)}: ${words.may(preset.allows)} ${riskWords[preset.risk]}. ${preset.reason}`;
  return `${nameOf(scope)}: ${scopeParts(scope).permission === wholeList ? words.wholeList : words.notKnown}`;
}
