// The options that say where and as whom to sign in, and which of them go together.
import { usageWords } from "../../shared/terminalWords.ts";

export const placeOptions = {
  account: { type: "string" },
  authority: { type: "string" },
  tenant: { type: "string" },
  kind: { type: "string" },
  "client-id": { type: "string" },
  label: { type: "string" },
  federation: { type: "string" },
  mex: { type: "string" },
  "ca-file": { type: "string" },
  connection: { type: "string" },
  practice: { type: "boolean" },
  username: { type: "string" },
  scope: { type: "string", multiple: true },
} as const;

export interface PlaceValues {
  readonly account?: string | undefined;
  readonly authority?: string | undefined;
  readonly tenant?: string | undefined;
  readonly kind?: string | undefined;
  readonly "client-id"?: string | undefined;
  readonly label?: string | undefined;
  readonly federation?: string | undefined;
  readonly mex?: string | undefined;
  readonly "ca-file"?: string | undefined;
  readonly connection?: string | undefined;
  readonly practice?: boolean | undefined;
  readonly username?: string | undefined;
  readonly scope?: readonly string[] | undefined;
}

/** What is wrong with the combination of options, before anything is opened. */
export function placeProblem(values: PlaceValues): string | undefined {
  const { authority, connection, account, practice, username } = values;
  const places = [authority, connection, account, practice || undefined].filter((place) => place !== undefined);
  if (places.length !== 1) return usageWords.onePlace;
  if (authority === undefined) {
    if (onlyWithAuthority.some((option) => values[option] !== undefined)) return usageWords.onlyWithAuthority;
  } else if (values["client-id"] === undefined) return usageWords.clientIdMissing;
  else if (scopesOf(values) === undefined) return usageWords.scopeMissing;
  // It would be taken for the folder that one is in.
  else if (values["ca-file"] === "") return usageWords.valueMissing("--ca-file");
  else if (values.mex !== undefined && (values.federation ?? "ownMex") !== "ownMex") return usageWords.mexAlone;
  return username?.isWellFormed() === false ? usageWords.usernameNotText : undefined;
}

const onlyWithAuthority = ["tenant", "kind", "client-id", "label", "federation", "mex", "ca-file"] as const;

/** The scopes asked for, blank-separated or repeated; undefined where none are named. */
export function scopesOf({ scope }: PlaceValues): readonly string[] | undefined {
  const scopes = [...new Set((scope ?? []).flatMap((text) => text.split(/\s+/)))].filter((text) => text !== "");
  return scopes.length === 0 ? undefined : scopes;
}
