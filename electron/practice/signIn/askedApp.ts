// Which directory and app a request is about: what the authorization and the device endpoint have to know first.
import type { App, Apps } from "../apps.ts";
import { isRefusal, type Refusal, refuse } from "../errors.ts";
import { type Form, required } from "../form.ts";
import { type TenantKind, tenantKind } from "../tenants.ts";

export interface AskedApp {
  readonly tenant: TenantKind;
  readonly app: App;
}

export function readAskedApp(segment: string, form: Form, apps: Apps): AskedApp | Refusal {
  const tenant = tenantKind(segment);
  if (tenant === undefined) return refuse(90002, { detail: segment });
  if (tenant === "consumers") return refuse(9002332);
  const clientId = required(form, "client_id");
  if (isRefusal(clientId)) return clientId;
  const app = apps.find(clientId.value, tenant);
  return app === undefined ? refuse(700016) : { tenant, app };
}
