// The shapes in which OpenID servers come: where they are mounted, what they call themselves, and how their paths are named.
import type { Configuration } from "oidc-provider";

export interface OpenIdShape {
  /** Before each of its paths. */
  readonly mount: string;
  /** What comes after the origin in its issuer. */
  readonly issuer: string;
  /** Where its document is, below the mount. */
  readonly document: string;
  readonly routes: NonNullable<Configuration["routes"]>;
}

export const usualDocument = "/.well-known/openid-configuration";
export const shapedTenant = "72f988bf-0000-4000-8000-00000000c0de";

export const shapes = {
  itsOwn: { mount: "", issuer: "", document: usualDocument, routes: {} },
  withSlash: { mount: "", issuer: "/", document: usualDocument, routes: {} },
  /** Keycloak: realms in a path, in which capitals count. */
  realm: {
    mount: "/realms/Staff",
    issuer: "/realms/Staff",
    document: usualDocument,
    routes: { token: "/protocol/openid-connect/token", authorization: "/protocol/openid-connect/auth" },
  },
  /** authentik: a path for each app, and a final slash in the issuer. */
  appPath: {
    mount: "/application/o/tray",
    issuer: "/application/o/tray/",
    document: usualDocument,
    routes: { token: "/token/", authorization: "/authorize/" },
  },
  adfs: {
    mount: "/adfs",
    issuer: "/adfs",
    document: usualDocument,
    routes: {
      token: "/oauth2/token/",
      authorization: "/oauth2/authorize/",
      device_authorization: "/oauth2/devicecode",
    },
  },
  entra: {
    mount: `/${shapedTenant}`,
    issuer: `/${shapedTenant}/v2.0`,
    document: `/v2.0${usualDocument}`,
    routes: {
      token: "/oauth2/v2.0/token",
      authorization: "/oauth2/v2.0/authorize",
      device_authorization: "/oauth2/v2.0/devicecode",
      jwks: "/discovery/v2.0/keys",
    },
  },
  /** Azure AD B2C: the tenant by its name, the policy in the path, the tenant by its ID in the issuer. */
  b2c: {
    mount: "/contoso.onmicrosoft.com/B2C_1_ropc",
    issuer: `/${shapedTenant}/v2.0/`,
    document: `/v2.0${usualDocument}`,
    routes: { token: "/oauth2/v2.0/token", authorization: "/oauth2/v2.0/authorize" },
  },
} satisfies Readonly<Record<string, OpenIdShape>>;
