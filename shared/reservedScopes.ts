// Scopes that every sign-in asks for by itself. Apart from the connection's schema, so that a window carries no schemas.
export const reservedScopes: readonly string[] = ["openid", "profile", "email", "offline_access"];
