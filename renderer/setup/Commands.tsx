// The same set-up with the Azure CLI, a command at a time.
import { useState } from "react";
import { azCommands } from "../../shared/setup/azCommands.ts";
import { azStepWords, chooseInPortalWords, choiceProblemWords } from "../../shared/setup/azWords.ts";
import type { SetupChoices } from "../../shared/setup/setupChoices.ts";
import type { Shell } from "../../shared/setup/shells.ts";
import { appStepWords } from "../../shared/setupUiWords.ts";
import { CopyLine } from "./CopyLine.tsx";
import { RadioCards } from "./RadioCards.tsx";

export function Commands({ choices }: { readonly choices: SetupChoices }) {
  const [shell, setShell] = useState<Shell>("sh");
  const commands = azCommands(choices, shell);
  return (
    <details className="card">
      <summary>
        <h2>{appStepWords.az}</h2>
      </summary>
      {commands.ok ? (
        <>
          <RadioCards<Shell>
            legend={appStepWords.shell}
            options={[
              { value: "sh", title: appStepWords.shells.sh },
              { value: "powershell", title: appStepWords.shells.powershell },
            ]}
            chosen={shell}
            onChoose={setShell}
          />
          <p className="hint">{appStepWords.oneWindow}</p>
          <ol className="checklist">
            {commands.steps.map(({ id, lines }) => (
              <li key={id}>
                <p>{azStepWords[id]}</p>
                {lines.map((line) => (
                  <CopyLine key={line} label={appStepWords.command(azStepWords[id])} text={line} />
                ))}
              </li>
            ))}
          </ol>
          {commands.chooseInPortal.map((api) => (
            <p key={api} className="hint">
              {api}: {chooseInPortalWords}
            </p>
          ))}
        </>
      ) : (
        <p>{choiceProblemWords[commands.problem]}</p>
      )}
    </details>
  );
}
