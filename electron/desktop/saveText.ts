// Saves a text where the person says, through the system's own dialog.
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { app, dialog } from "electron/main";

/** The file's path, or undefined where the person chose not to. Rejects as the file system does. */
export async function saveText(suggestedName: string, text: string): Promise<string | undefined> {
  const defaultPath = join(app.getPath("downloads"), basename(suggestedName));
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
  if (canceled || filePath === "") return undefined;
  await writeFile(filePath, text, { mode: 0o600 });
  return filePath;
}
