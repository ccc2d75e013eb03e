// A server whose certificate nobody vouches for gets neither a question nor a password.
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { startOpenIdApp } from "../support/openIdApp.ts";
import { selfSignedCertificate } from "../support/selfSignedCertificate.ts";

test("a certificate that nobody vouches for is refused, and nothing is sent to its owner", async () => {
  const reached: string[] = [];
  const impostor = createServer(selfSignedCertificate(), (request, response) => {
    reached.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((resolve) => void impostor.listen(0, "127.0.0.1", resolve));
  const app = await startOpenIdApp(`https://127.0.0.1:${(impostor.address() as AddressInfo).port}`);
  expect(await app.signIn()).toMatchObject({
    ok: false,
    failure: { kind: "tls", evidence: { systemError: "DEPTH_ZERO_SELF_SIGNED_CERT" } },
  });
  expect(reached).toEqual([]);
  await app.app.stop();
  await new Promise((resolve) => void impostor.close(resolve));
});
