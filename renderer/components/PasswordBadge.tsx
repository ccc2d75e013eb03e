// Marks, quietly, an account that was signed in with a password.
import { passwordBadgeWords } from "../../shared/passwordBadgeWords.ts";
import type { Account } from "../../shared/snapshot.ts";

export function PasswordBadge({ signedInBy }: Pick<Account, "signedInBy">) {
  if (signedInBy !== "password" && signedInBy !== "samlBearer") return null;
  return <span className="badge quiet">{passwordBadgeWords.badge}</span>;
}
