// Which program runs on what.
import { type Check, found } from "./check.ts";

export const versionsCheck: Check = {
  id: "versions",
  run: ({ snapshot: { about } }) => {
    const { version, host, platform, runtime } = about;
    return found("versions", "known", { version, host, platform, runtime });
  },
};
