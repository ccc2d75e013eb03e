// One scope set: its scopes as text, common ones to tick, and what would be wrong with asking for them together.
import { scopeRules } from "../../shared/scopeRules.ts";
import { scopeParts, scopeTroubles, wholeList } from "../../shared/setup/scopes.ts";
import { scopeTroubleWords } from "../../shared/setup/scopeWords.ts";
import { scopeStepWords } from "../../shared/setupUiWords.ts";
import { GuideField } from "./GuideField.tsx";
import { kindOf } from "./places.ts";
import { PresetList } from "./PresetList.tsx";
import { presetsAt } from "./presetsAt.ts";
import { ScopeStyles } from "./ScopeStyles.tsx";
import { listOf, withScope } from "./scopeSets.ts";
import type { Guide } from "./useGuide.ts";

interface ScopeSetCardProps {
  readonly guide: Guide;
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onRemove?: () => void;
}

export function ScopeSetCard({ guide, number, text, onChange, onRemove }: ScopeSetCardProps) {
  const { answers, problems } = guide;
  const kind = kindOf[answers.place];
  const likeEntra = kind === "entra" || kind === "practice";
  const scopes = listOf(text);
  const presets = presetsAt(answers);
  // Only Entra reads a scope as an API and a permission.
  const troubles = likeEntra ? scopeTroubles(scopes) : [];
  const parts = scopes.map(scopeParts);
  const styleMatters =
    likeEntra && (troubles.includes("mixed") || parts.some((part) => part.permission === wholeList || !part.api));
  return (
    <section className="card" aria-label={scopeStepWords.setTitle(number)}>
      <h2>{scopeStepWords.setTitle(number)}</h2>
      {number > 1 && <p className="hint">{scopeStepWords.after}</p>}
      <GuideField
        label={scopeStepWords.label(number)}
        hint={`${scopeStepWords.scopesHint} ${scopeStepWords.ownHint[kind]}`}
        value={text}
        longest={5000}
        problem={number === 1 ? problems.scopes : undefined}
        onType={onChange}
      />
      <div aria-live="polite">
        {troubles.map((trouble) => (
          <p key={trouble} className="warn">
            {scopeTroubleWords[trouble]}
          </p>
        ))}
      </div>
      {styleMatters && <ScopeStyles resources={[...new Set(parts.map((part) => part.resource))]} />}
      {presets.length > 0 && (
        <details className="more" open={number === 1}>
          <summary>{scopeStepWords.presets}</summary>
          <PresetList
            presets={presets}
            chosen={scopes}
            onChange={(scope, wanted) => onChange(withScope(text, scope, wanted, scopeRules(kind)))}
          />
        </details>
      )}
      {onRemove && (
        <button type="button" onClick={onRemove}>
          {scopeStepWords.remove(number)}
        </button>
      )}
    </section>
  );
}
