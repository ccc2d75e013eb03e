// Signing in with user name and password: finds out who checks it, then sends the password there, once.
import { passwordGrant } from "../grants/password.ts";
import type { Secret } from "../secret.ts";
import { choosePasswordRoad } from "./passwordRoad.ts";
import type { SignInWay } from "./signInMethod.ts";

export function withPassword(password: Secret): SignInWay {
  return {
    method: "password",
    steps: ["realm", "token"],
    async bring(subject, stage, deps) {
      const { authority, connection, scopes, username, asked, signal } = subject;
      const road = await choosePasswordRoad(subject, stage, deps);
      if (!road.ok) return road;
      if (road.value !== "managed") {
        stage.step("federation");
        const { signInFederated } = await import("../federation/signInFederated.ts");
        return signInFederated(subject, road.value, password, stage, deps);
      }
      stage.step("token");
      const correlationId = crypto.randomUUID();
      return deps.attempting({ grant: "password", connectionId: connection.id, username, scopes, correlationId }, () =>
        passwordGrant(
          { authority, clientId: connection.clientId, scopes, username, password, asked, correlationId, signal },
          deps.requests,
        ),
      );
    },
  };
}
