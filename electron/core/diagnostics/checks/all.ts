// All checks, in the order in which they are run: what others build on comes first.
import type { Check } from "./check.ts";
import { authorityCheck } from "./authority.ts";
import { clockCheck } from "./clock.ts";
import { connectionCheck } from "./connection.ts";
import { issuerCheck } from "./issuer.ts";
import { realmCheck } from "./realm.ts";
import { refreshTokenCheck } from "./refreshToken.ts";
import { secretStoreCheck } from "./secretStore.ts";
import { tenantCheck } from "./tenant.ts";
import { tokenCheck } from "./token.ts";
import { trayCheck } from "./tray.ts";
import { versionsCheck } from "./versions.ts";

export const allChecks: readonly Check[] = [
  connectionCheck,
  secretStoreCheck,
  authorityCheck,
  issuerCheck,
  tenantCheck,
  realmCheck,
  clockCheck,
  refreshTokenCheck,
  tokenCheck,
  trayCheck,
  versionsCheck,
];
