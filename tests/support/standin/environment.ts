// What boot learned about this start: the app's manifest and folder, the command line. Filled once, before the app's code runs.
import type { AppPackage } from "./appEntry.ts";

interface Environment {
  folder: string;
  manifest: AppPackage;
  switches: Map<string, string>;
}

export const environment: Environment = { folder: process.cwd(), manifest: {}, switches: new Map() };
