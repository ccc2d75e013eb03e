// Signs in where a person acts elsewhere: on the authority's page in the browser, or with a code typed on any device.
import type { Connection } from "../../shared/connection.ts";
import { oneLine } from "../../shared/displayNames.ts";
import { scopeRules } from "../../shared/scopeRules.ts";
import type { Account, PersonQuestion } from "../../shared/snapshot.ts";
import { answerWords, browserWords } from "../../shared/terminalWords.ts";
import type { CommandInput } from "../../shared/contract.ts";
import type { Outcome } from "../../shared/failure.ts";
import type { App } from "../core/app.ts";
import { devicePrompt } from "./devicePrompt.ts";
import type { FoundPlace } from "./place.ts";
import type { Terminal } from "./terminal.ts";
import type { ElsewhereWay } from "./wayOptions.ts";

export interface ElsewhereWish {
  readonly way: ElsewhereWay;
  /** As asked for; the account's or the connection's own otherwise. */
  readonly scopes?: readonly string[] | undefined;
  /** Another directory than the connection's. */
  readonly tenant?: string | undefined;
  readonly asJson: boolean;
  /** Whoever signs in will do. */
  readonly anyAccount: boolean;
}

/** Ctrl-C cancels it. Where the account's last refusal carried a challenge, that is what the person is asked to meet. */
export async function signInElsewhere(
  app: App,
  terminal: Terminal,
  { connection, username, account }: FoundPlace,
  { way, scopes, tenant, asJson, anyAccount }: ElsewhereWish,
): Promise<Outcome<{ readonly accountId: string }>> {
  const input: CommandInput<"signInWithDeviceCode"> = {
    connectionId: connection.id,
    username,
    ...(account !== undefined && {
      accountId: account.id,
      scopeSetId: scopeSetOf(account, connection, scopes, tenant),
    }),
    ...(scopes !== undefined && { scopes: [...scopes] }),
    ifAnother: anyAccount ? "take" : terminal.interactive ? "ask" : "refuse",
  };
  const cancel = (): void => void app.handlers.cancelSignIn({});
  const unsubscribe = followWaiting(app, terminal, asJson);
  terminal.interruption.addEventListener("abort", cancel, { once: true });
  try {
    if (way.kind === "browser") return await app.handlers.signInWithBrowser({ ...input, prompt: way.prompt });
    return await app.handlers.signInWithDeviceCode(input);
  } finally {
    terminal.interruption.removeEventListener("abort", cancel);
    unsubscribe();
  }
}

/** The set that scopes and directory name, else the account's first. */
function scopeSetOf(
  { scopeSets }: Account,
  { kind }: Connection,
  scopes: readonly string[] | undefined,
  tenant: string | undefined,
): string | undefined {
  const first = scopeSets[0];
  if (scopes === undefined && tenant === undefined) return first?.id;
  const wanted = scopes ?? first?.scopes ?? [];
  const there = scopeSets.filter((set) => set.tenant === tenant?.trim().toLowerCase());
  return there.find((set) => scopeRules(kind).same(set.scopes, wanted))?.id;
}

/** Says once what the person is to do, as soon as the program waits for it, and asks what they are to be asked. */
function followWaiting(app: App, terminal: Terminal, asJson: boolean): () => void {
  const { err } = terminal;
  let said = false;
  let asked = false;
  return app.subscribe(() => {
    const { id: signInId = "", waiting, question } = app.snapshot().signIn ?? {};
    if (question !== undefined && !asked) {
      asked = true;
      void isWanted(terminal, question).then((use) => app.handlers.confirmPerson({ signInId, use }));
    }
    if (said || waiting === undefined) return;
    said = true;
    const lifeMs = waiting.endsAt - Date.now();
    if (waiting.kind === "device") err(devicePrompt(waiting, lifeMs, asJson));
    // Said after the address, which is printed in this same turn.
    else queueMicrotask(() => err(`${browserWords.waiting(lifeMs)}\n`));
  });
}

async function isWanted(terminal: Terminal, { asked, signedInAs }: PersonQuestion): Promise<boolean> {
  const [whom, who] = [oneLine(asked, 200), oneLine(signedInAs, 200)];
  const question = who === "" ? answerWords.nobodyNamed(whom) : answerWords.anotherPerson(whom, who);
  const answer = await terminal.askLine(question);
  return answer.kind === "answered" && answerWords.yes.test(answer.text);
}
