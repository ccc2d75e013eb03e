// What a person is told who is to type a device code: page and code, large and plain, and never to type anybody else's.
import { oneLine } from "../../shared/displayNames.ts";
import { plainJson } from "../../shared/plainJson.ts";
import type { WaitingForPerson } from "../../shared/snapshot.ts";
import { deviceWords } from "../../shared/terminalWords.ts";
import { isOnThisComputer } from "../../shared/thisComputer.ts";

type WaitingForDevice = Extract<WaitingForPerson, { readonly kind: "device" }>;

/** As JSON it is one line, for programs that show the code themselves; `expires_on` is epoch seconds. */
export function devicePrompt(waiting: WaitingForDevice, lifeMs: number, asJson: boolean): string {
  const { userCode, verificationUri, mayOpen, endsAt } = waiting;
  if (asJson) {
    const device_code_prompt = {
      user_code: userCode,
      verification_uri: verificationUri,
      expires_on: Math.floor(endsAt / 1000),
    };
    return `${plainJson({ device_code_prompt })}\n`;
  }
  // Both come from the server: nothing in them may steer the terminal.
  const page = oneLine(verificationUri, 2_000);
  return [
    isOnThisComputer(verificationUri) ? deviceWords.openPageHere : deviceWords.openPage,
    `    ${page}`,
    ...(mayOpen ? [] : [deviceWords.foreignPage(oneLine(URL.parse(verificationUri)?.host ?? page, 200))]),
    deviceWords.enterCode,
    `        ${oneLine(userCode, 64)}`,
    `${deviceWords.life(lifeMs)} ${deviceWords.onlyYours}\n`,
  ].join("\n\n");
}
