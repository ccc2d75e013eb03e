// Is the connection one that could be signed in through?
import { checkConnection, type Connection, type ConnectionField } from "../../../../shared/connection.ts";
import { connectionSchema } from "../../../../shared/connectionSchema.ts";
import { connectionProblemWords } from "../../../../shared/connectionWords.ts";
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { type Check, found } from "./check.ts";

export const connectionCheck: Check = { id: "connection", run: ({ connection }) => look(connection) };

function look(connection: Connection): CheckResult {
  const parsed = connectionSchema.safeParse(connection);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? "")))];
    return found("connection", "damaged", { fields: fields.join(", ") });
  }
  if (connection.kind === "practice") return found("connection", "practice", {});
  const checked = checkConnection({ ...connection, scopes: connection.scopes.join(" ") });
  const [field] = checked.ok ? [] : (Object.keys(checked.problems) as ConnectionField[]);
  const problem = checked.ok || field === undefined ? undefined : checked.problems[field];
  if (field === undefined || problem === undefined)
    return found("connection", "valid", { kind: kinds[connection.kind], clientId: connection.clientId });
  return found("connection", "fieldProblem", { field, problem: connectionProblemWords[problem] });
}

const kinds = {
  entra: "Microsoft Entra ID",
  adfs: "AD FS",
  b2c: "Azure AD B2C",
  ciam: "Microsoft Entra External ID",
  openid: "OpenID Connect",
} as const;
