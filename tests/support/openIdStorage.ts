// What the OpenID server of the tests remembers: grants and tokens, in memory, to be looked at and revoked.
import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

export interface OpenIdStorage {
  readonly adapter: AdapterFactory;
  /** Drops every grant of an account and all that was issued under it. */
  forgetGrantsOf(accountId: string | undefined): void;
}

export function createOpenIdStorage(): OpenIdStorage {
  const kept = new Map<string, AdapterPayload>();
  const removeWhere = (matches: (payload: AdapterPayload) => boolean): void => {
    for (const [key, payload] of kept) if (matches(payload)) kept.delete(key);
  };
  const findBy = (model: string, field: "uid" | "userCode", value: string): Promise<AdapterPayload | undefined> =>
    Promise.resolve([...kept].find(([key, payload]) => key.startsWith(`${model}:`) && payload[field] === value)?.[1]);
  return {
    adapter: (model): Adapter => ({
      async upsert(id, payload) {
        kept.set(`${model}:${id}`, payload);
      },
      find: (id) => Promise.resolve(kept.get(`${model}:${id}`)),
      findByUid: (uid) => findBy(model, "uid", uid),
      findByUserCode: (userCode) => findBy(model, "userCode", userCode),
      async consume(id) {
        const payload = kept.get(`${model}:${id}`);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        kept.delete(`${model}:${id}`);
      },
      async revokeByGrantId(grantId) {
        removeWhere((payload) => payload.grantId === grantId);
      },
    }),
    forgetGrantsOf: (accountId) => removeWhere((payload) => payload.accountId === accountId),
  };
}
