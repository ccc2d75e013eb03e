// Only the main frame of a window of ours, on our origin, is listened to: ten thousand other senders are not.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { bundleOrigin } from "../../electron/desktop/origin.ts";
import { isOurSender } from "../../electron/desktop/sender.ts";

const ours = 7;
const origins = fc.oneof(
  fc.constantFrom(
    bundleOrigin,
    `${bundleOrigin}.`,
    `${bundleOrigin}/`,
    `${bundleOrigin}@evil.example`,
    bundleOrigin.toUpperCase(),
    "null",
    "file://",
    "",
    "https://evil.example",
  ),
  fc.webUrl(),
  fc.string({ unit: "binary" }),
);
const sender = fc.record({
  origin: origins,
  nested: fc.boolean(),
  gone: fc.boolean(),
  id: fc.oneof(fc.constant(ours), fc.integer()),
});

it("listens to nobody but our own page", () => {
  let heard = 0;
  fc.assert(
    fc.property(sender, ({ origin, nested, gone, id }) => {
      const frame = gone ? null : { origin, parent: nested ? {} : null };
      const isHeard = isOurSender({ senderFrame: frame as never, sender: { id } }, (each) => each === ours);
      if (isHeard) heard += 1;
      expect(isHeard).toBe(!gone && !nested && origin === bundleOrigin && id === ours);
    }),
    { numRuns: 10_000 },
  );
  expect(heard).toBeGreaterThan(0);
});
