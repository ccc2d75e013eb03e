// The ways to sign in that need no password here.
import type { CommandInput } from "../../shared/contract.ts";
import { signInWords } from "../../shared/uiWords.ts";

export type OtherWay = "signInWithBrowser" | "signInWithDeviceCode";
export type OnOtherWay = (way: OtherWay, input: CommandInput<"signInWithDeviceCode">) => void;

interface OtherWaysProps {
  readonly busy: boolean;
  /** The browser is the form's own way already. */
  readonly besideBrowser: boolean;
  readonly onTake: (way: OtherWay) => void;
}

export function OtherWays({ busy, besideBrowser, onTake }: OtherWaysProps) {
  return (
    <div className="otherWays">
      {!besideBrowser && <p className="hint">{signInWords.otherWays}</p>}
      {!besideBrowser && (
        <button type="button" disabled={busy} onClick={() => onTake("signInWithBrowser")}>
          {signInWords.browser}
        </button>
      )}
      <button type="button" disabled={busy} onClick={() => onTake("signInWithDeviceCode")}>
        {signInWords.deviceCode}
      </button>
    </div>
  );
}
