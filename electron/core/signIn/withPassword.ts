// Signing in with user name and password: asks what kind of account it is, then sends the password once.
import { failed, type Failure } from "../../../shared/failure.ts";
import { askRealm } from "../authority/realm.ts";
import { ownFailure } from "../failures.ts";
import { passwordGrant } from "../grants/password.ts";
import type { Secret } from "../secret.ts";
import type { MethodDeps, SignInSubject, SignInWay } from "./signInMethod.ts";

export function withPassword(password: Secret): SignInWay {
  return {
    method: "password",
    steps: ["realm", "token"],
    async bring(subject, { step }, deps) {
      const { authority, connection, scopes, username, signal } = subject;
      step("realm", authority.type.tellsRealm ? undefined : "skipped");
      const stopped = await checkRealm(subject, deps);
      if (stopped !== undefined) return failed(stopped);
      step("token");
      const correlationId = crypto.randomUUID();
      return deps.attempting({ grant: "password", connectionId: connection.id, username, scopes, correlationId }, () =>
        passwordGrant(
          { authority, clientId: connection.clientId, scopes, username, password, correlationId, signal },
          deps.requests,
        ),
      );
    },
  };
}

/** A reason to stop before any password is sent. */
async function checkRealm(
  { authority, username, signal }: SignInSubject,
  deps: MethodDeps,
): Promise<Failure | undefined> {
  if (!authority.type.tellsRealm) return undefined;
  const realm = await askRealm(authority, username, deps, signal);
  if (!realm.ok) return realm.failure;
  const endpoint = `${authority.origin}/common/userrealm`;
  if (realm.value === "personal") return ownFailure("personalAccount", deps.clock.now(), { endpoint });
  if (realm.value === "federated") return ownFailure("federatedAccount", deps.clock.now(), { endpoint });
  return undefined;
}
