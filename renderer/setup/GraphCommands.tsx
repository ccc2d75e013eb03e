// The same set-up with Microsoft Graph PowerShell.
import { choiceProblemWords } from "../../shared/setup/azWords.ts";
import { graphPowerShell } from "../../shared/setup/graphPowerShell.ts";
import type { SetupChoices } from "../../shared/setup/setupChoices.ts";
import { appStepWords } from "../../shared/setupUiWords.ts";
import { CopyLine } from "./CopyLine.tsx";

export function GraphCommands({ choices }: { readonly choices: SetupChoices }) {
  const commands = graphPowerShell(choices);
  return (
    <details className="card">
      <summary>
        <h2>{appStepWords.powerShell}</h2>
      </summary>
      {commands.ok ? (
        <>
          <p className="hint">
            {appStepWords.powerShellHint} {appStepWords.oneWindow}
          </p>
          {commands.lines.map((line, index) => (
            <CopyLine key={line} label={appStepWords.line(index + 1)} text={line} />
          ))}
        </>
      ) : (
        <p>{choiceProblemWords[commands.problem]}</p>
      )}
    </details>
  );
}
