// Clouds: which host belongs to which, and that nothing is said of portals that are not known.
import { describe, expect, it } from "vitest";
import { clouds as coreClouds, cloudOf as coreCloudOf } from "../../../electron/core/authority/clouds.ts";
import { closedCloud, cloudOf, clouds } from "../../../shared/setup/clouds.ts";

describe("the clouds", () => {
  it.each([
    ["login.microsoftonline.com", "public"],
    ["login.windows.net", "public"],
    ["login.microsoft.com", "public"],
    ["sts.windows.net", "public"],
    ["LOGIN.MICROSOFTONLINE.US", "usGovernment"],
    ["login.usgovcloudapi.net", "usGovernment"],
    ["login.partner.microsoftonline.cn", "china"],
    ["login.chinacloudapi.cn", "china"],
    ["login-us.microsoftonline.com", "usOlder"],
    ["login.sovcloud-identity.fr", "france"],
    ["login.sovcloud-identity.de", "germany"],
    ["login.sovcloud-identity.sg", "singapore"],
  ])("know %s as %s", (host, id) => {
    expect(cloudOf(host)?.id).toBe(id);
  });

  it.each(["", "login.microsoftonline.com.evil.test", "evil-login.microsoftonline.com", "constructor", "__proto__"])(
    "do not know %j",
    (host) => {
      expect(cloudOf(host)).toBeUndefined();
    },
  );

  it("never send anything to the one that is closed", () => {
    expect(cloudOf(closedCloud.host)).toBeUndefined();
  });

  it("have no host twice", () => {
    const hosts = clouds.flatMap((cloud) => [cloud.host, ...cloud.aliases]);
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it("have portals, Graph and an az name only where they are known", () => {
    const described = clouds.filter((cloud) =>
      [cloud.entraAdminCenter, cloud.azurePortal, cloud.graph, cloud.azCloud].some((fact) => fact !== undefined),
    );
    expect(described.map((cloud) => cloud.id)).toEqual(["public", "usGovernment", "china"]);
  });

  it("are the same for the program as for the guide", () => {
    expect(coreClouds).toBe(clouds);
    expect(coreCloudOf).toBe(cloudOf);
  });
});
