// What `.default` means against naming permissions, shown where one of the two was just written.
import { fittingStyle } from "../../shared/setup/scopes.ts";
import { scopeStyleWords } from "../../shared/setup/scopeWords.ts";
import { scopeStepWords } from "../../shared/setupUiWords.ts";

export function ScopeStyles({ resources }: { readonly resources: readonly string[] }) {
  const fitting = new Set(resources.map(fittingStyle));
  return (
    <details className="more">
      <summary>{scopeStepWords.default}</summary>
      <dl className="scopeStyles">
        {(["named", "whole"] as const).map((style) => (
          <div key={style}>
            <dt>
              {scopeStyleWords[style].title}
              {fitting.size === 1 && fitting.has(style) && <span className="badge quiet">{scopeStepWords.fits}</span>}
            </dt>
            <dd>
              {scopeStyleWords[style].what} {scopeStyleWords[style].when}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
