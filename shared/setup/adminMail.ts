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
  /** Of the sign-in host, as in `ConsentAsk`. */
  readonly origin: string;
  /** Absent for the practice tenant and for a host that belongs to no known cloud. */
  readonly cloud?: Cloud;
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
  /** The admin-consent address, which the body holds too. */
  readonly address: string;
}

/** From everything down to what nobody can do without. */
const sizes = ["whole", "middle", "short"] as const;
export type LetterSize = (typeof sizes)[number];

/** The whole is to be copied; the smaller ones fit into the address of a mail program. */
export function adminMail(facts: AdminMailFacts, size: LetterSize = "whole"): AdminMail {
  const name = plainName(facts.appName);
  const asked = askedScopes(facts.scopes);
  const address = consentAddress(adminConsentRequest({ ...facts, scopes: asked, redirectUri: loopbackRedirect }));
  const app = [words.app(name), words.clientId(facts.clientId), words.directory(facts.tenant)];
  const lists: Readonly<Record<LetterSize, readonly (readonly string[])[]>> = {
    whole: [
      [words.hello, "", words.ask, words.why],
      app,
      [words.permissions, ...asked.map(lineOf)],
      [words.onBehalf],
      [words.byAddress, address, words.afterwards],
      ...otherWays(facts),
      [words.undo],
      [words.thanks],
    ],
    middle: [
      [words.hello, "", words.ask],
      app,
      [words.permissions, ...asked.map(lineOf)],
      [words.byAddress, address, words.afterwards],
      [words.thanks],
    ],
    short: [[words.hello, "", words.ask], app, [words.permissions, ...asked.map(nameOf)], [words.byAddress, address]],
  };
  const body = lists[size].map((part) => part.join("\n")).join("\n\n");
  return { subject: words.subject(name), body, address };
}

/** Windows passes at most 2048 characters to a mail program; some programs stop a little before. */
export const longestMailto = 2000;

/**
 * RFC 6068: blanks as %20, line ends as %0D%0A. `size` tells which letter fitted, so that the whole can be offered to be
 * copied where it is not the one; undefined where the list is too long even for the short one.
 */
export function mailtoUrl(facts: AdminMailFacts): { readonly url: string; readonly size: LetterSize } | undefined {
  return sizes
    .map((size) => ({ url: mailto(adminMail(facts, size)), size }))
    .find(({ url }) => url.length <= longestMailto);
}

function mailto({ body, subject }: AdminMail): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
}

function otherWays({ clientId, cloud }: AdminMailFacts): readonly (readonly string[])[] {
  const link = cloud === undefined ? undefined : portalLink("apiPermissions", cloud, { clientId });
  return [
    [words.byPortal, ...(link === undefined ? [] : [link.url])],
    ...(cloud?.azCloud === undefined ? [] : [[words.byCommand, azAdminConsent(clientId, "sh")]]),
  ];
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
