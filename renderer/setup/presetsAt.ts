// Which common scopes a place has to offer, written as it wants them.
import type { LinkId } from "../../shared/links.ts";
import { apis } from "../../shared/setup/apis.ts";
import { clouds } from "../../shared/setup/clouds.ts";
import { presetsIn, warningIn, type ScopePreset } from "../../shared/setup/scopePresets.ts";
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import { cloudAt, kindOf } from "./places.ts";

export interface OfferedPreset extends ScopePreset {
  readonly scope: string;
  readonly apiName: string;
  readonly caution?: { readonly words: string; readonly link: LinkId };
}

/** What the practice tenant's Graph knows. */
const practiceKnows: readonly string[] = [
  "User.Read",
  "User.ReadBasic.All",
  "Mail.Read",
  "Calendars.Read",
  "Contacts.Read",
  "Files.Read",
];

export function presetsAt({ place, draft }: Pick<SetupAnswers, "place" | "draft">): readonly OfferedPreset[] {
  if (kindOf[place] === "practice") {
    return presetsIn({ id: "public" })
      .filter(({ api, permission }) => api === "graph" && practiceKnows.includes(permission))
      .map((preset) => ({ ...preset, scope: preset.permission, apiName: apis.graph.name }));
  }
  const cloud = cloudAt(draft) ?? (place === "entra" ? clouds[0] : undefined);
  if (cloud === undefined) return [];
  return presetsIn(cloud).map((preset) => {
    const caution = warningIn(preset, cloud);
    return { ...preset, apiName: apis[preset.api].name, ...(caution && { caution }) };
  });
}
