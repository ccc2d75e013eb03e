// The buttons of a failure: the one that continues, quieter ways, and the way to details and checks.
import { actionLabel, type Action, type Explanation } from "../../shared/explain.ts";
import { failureWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { CompanyAppLink } from "./CompanyAppLink.tsx";
import type { WaysOn } from "../state/useWaysOn.ts";

interface FailureActionsProps {
  readonly words: Explanation;
  readonly ways: WaysOn;
}

export function FailureActions({ words, ways }: FailureActionsProps) {
  const { screen, go } = useApp();
  const { attempt, accountId, connection } = ways;
  const toDiagnostics = (): void =>
    go({ name: "diagnostics", attemptId: attempt?.id, accountId, connectionId: connection?.id });
  const toCompany = words.action?.kind === "openCompanyApp" ? words.action : undefined;
  const pressable = (action: Action) => {
    const press = ways.press(action);
    return press === undefined ? [] : [{ label: actionLabel(action), press }];
  };
  const main = words.action === undefined ? [] : pressable(words.action);

  return (
    <>
      {screen.name !== "diagnostics" && (
        <button type="button" onClick={toDiagnostics}>
          {failureWords.diagnostics}
        </button>
      )}
      {words.otherActions.flatMap(pressable).map(({ label, press }) => (
        <button key={label} type="button" onClick={press}>
          {label}
        </button>
      ))}
      {toCompany && <CompanyAppLink label={actionLabel(toCompany)} />}
      {main.map(({ label, press }) => (
        <button key={label} type="button" className="primary" onClick={press}>
          {label}
        </button>
      ))}
    </>
  );
}
