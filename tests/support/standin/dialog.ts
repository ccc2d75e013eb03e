// Dialogs: each needs an answer queued by the test; one that nobody expected throws.
import { record } from "./record.ts";
import { strict } from "./strictModule.ts";

export type DialogKind = "showMessageBox" | "showOpenDialog" | "showSaveDialog";

export interface ShownDialog {
  readonly kind: DialogKind;
  readonly options: object;
}

const answers: { readonly kind: DialogKind; readonly answer: object }[] = [];

/** `answer` is what the dialog's promise resolves to, such as `{ response: 0, checkboxChecked: false }`. */
export function queueAnswer(kind: DialogKind, answer: object): void {
  answers.push({ kind, answer });
}

export const dialog = strict("dialog", {
  showMessageBox: (windowOrOptions: object, options?: object) => show("showMessageBox", options ?? windowOrOptions),
  showOpenDialog: (windowOrOptions: object, options?: object) => show("showOpenDialog", options ?? windowOrOptions),
  showSaveDialog: (windowOrOptions: object, options?: object) => show("showSaveDialog", options ?? windowOrOptions),
  showErrorBox(title: string, content: string): void {
    record.uncaught.push(`${title}: ${content}`);
  },
});

async function show(kind: DialogKind, options: object): Promise<object> {
  record.dialogs.push({ kind, options });
  await Promise.resolve();
  const index = answers.findIndex((each) => each.kind === kind);
  const [queued] = index < 0 ? [] : answers.splice(index, 1);
  if (!queued)
    throw new Error(`stand-in: nobody expected dialog.${kind}(${JSON.stringify(options)}); queue an answer first`);
  return queued.answer;
}
