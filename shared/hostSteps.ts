// What one can do about a failure that differs between the desktop app, the terminal and the page in the browser.
import type { FailureKind } from "./failure.ts";
import type { HostName } from "./snapshot.ts";

const nodeProxy = "Set HTTPS_PROXY to your proxy's address, such as http://proxy.example:8080, then start again.";
const certificates =
  "TokenTray trusts what your system trusts. Install your company's certificate authority there, or name its file in the connection.";

export const hostSteps: Readonly<Partial<Record<FailureKind, Readonly<Record<HostName, readonly string[]>>>>> = {
  proxy: {
    desktop: ["TokenTray uses the proxy of your system's settings. Check it there."],
    terminal: [nodeProxy],
    browser: [nodeProxy],
  },
  tls: {
    desktop: [certificates],
    terminal: [certificates],
    browser: [certificates],
  },
  wrongAuthority: {
    desktop: [],
    terminal: ["Where the address does not tell, --kind says what the authority is: entra, adfs, b2c, ciam or openid."],
    browser: [],
  },
  somebodyElse: {
    desktop: [],
    terminal: ["To use whichever account signs in, add --any-account."],
    browser: [],
  },
  connectionLost: {
    desktop: [],
    terminal: [`If this network needs a proxy: ${nodeProxy}`],
    browser: [`If this network needs a proxy: ${nodeProxy}`],
  },
};
