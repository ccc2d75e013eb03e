// Signing in with a device code: shows a code to type in any browser, and asks until that is done.
import { failed } from "../../../shared/failure.ts";
import { ownFailure } from "../failures.ts";
import { beginDeviceCode, deviceCodeGrant } from "../grants/deviceCode.ts";
import { mayOpen } from "../trustedAddress.ts";
import type { SignInWay } from "./signInMethod.ts";

export const withDeviceCode: SignInWay = {
  method: "deviceCode",
  steps: ["device", "token"],
  async bring({ connection, authority, scopes, username, asked, claims, signal }, stage, deps) {
    const endpoint = authority.deviceEndpoint;
    if (endpoint === undefined) return failed(ownFailure("grantNotAllowed", deps.clock.now(), { grant: "deviceCode" }));
    stage.step("device");
    const correlationId = crypto.randomUUID();
    const about = {
      grant: "deviceCode",
      connectionId: connection.id,
      username,
      scopes,
      correlationId,
      ...(claims === undefined ? {} : { claims }),
    } as const;
    return deps.attempting(about, async () => {
      const wish = { authority, endpoint, clientId: connection.clientId, scopes, correlationId, signal };
      const device = await beginDeviceCode(wish, deps.requests);
      if (!device.ok) return device;
      const { userCode, verificationUri, endsAt } = device.value;
      stage.wait({ kind: "device", userCode, verificationUri, mayOpen: mayOpen(verificationUri, authority), endsAt });
      try {
        return await deviceCodeGrant({ ...wish, asked, device: device.value }, deps.requests);
      } finally {
        stage.wait(undefined);
      }
    });
  },
};
