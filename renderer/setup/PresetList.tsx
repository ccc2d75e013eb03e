// Common scopes by API, each with what it allows, how risky that is and who can approve it.
import { consentNeedWords, riskWords } from "../../shared/setup/consentWords.ts";
import { presetOf } from "../../shared/setup/scopePresets.ts";
import { scopeStepWords } from "../../shared/setupUiWords.ts";
import { ExternalLink } from "../components/ExternalLink.tsx";
import type { OfferedPreset } from "./presetsAt.ts";

interface PresetListProps {
  readonly presets: readonly OfferedPreset[];
  readonly chosen: readonly string[];
  readonly onChange: (scope: string, wanted: boolean) => void;
}

export function PresetList({ presets, chosen, onChange }: PresetListProps) {
  const names = [...new Set(presets.map(({ apiName }) => apiName))];
  return names.map((name) => (
    <fieldset key={name} className="presets">
      <legend>{name}</legend>
      {presets
        .filter(({ apiName }) => apiName === name)
        .map((preset) => {
          // However it was typed: with an address or without, by name or as the whole.
          const written = chosen.filter((scope) => scope === preset.scope || presetOf(scope)?.id === preset.id);
          return (
            <Preset
              key={preset.id}
              preset={preset}
              chosen={written.length > 0}
              onChange={(wanted) => onChange(wanted ? preset.scope : (written[0] ?? preset.scope), wanted)}
            />
          );
        })}
    </fieldset>
  ));
}

interface PresetProps {
  readonly preset: OfferedPreset;
  readonly chosen: boolean;
  readonly onChange: (wanted: boolean) => void;
}

function Preset({ preset, chosen, onChange }: PresetProps) {
  const { allows, caution, consent, id, permission, reason, risk } = preset;
  const single = preset.scope.endsWith("/.default");
  return (
    <div className="preset">
      <label className="check">
        <input
          type="checkbox"
          checked={chosen}
          aria-describedby={`preset-${id}`}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{single ? scopeStepWords.mayDo(allows) : <span className="value">{permission}</span>}</span>
        <span className="badge risk" data-risk={risk}>
          {riskWords[risk]}
        </span>
      </label>
      <p className="hint" id={`preset-${id}`}>
        {!single && `${scopeStepWords.mayDo(allows)}. `}
        {reason} {consentNeedWords[consent]}
      </p>
      {chosen && caution && (
        <p className="warn">
          {caution.words} <ExternalLink link={caution.link} />
        </p>
      )}
    </div>
  );
}
