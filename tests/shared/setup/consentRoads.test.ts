// Which road to consent is recommended, and that every one of them is explained.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Because,
  type ConsentFacts,
  consentTroubleOf,
  recommendRoad,
  type Road,
} from "../../../shared/setup/consentRoads.ts";
import { becauseWords, roadWords } from "../../../shared/setup/consentWords.ts";

const nothingKnown: ConsentFacts = {
  kind: "entra",
  isAdmin: "unknown",
  ownsApp: "unknown",
  need: "unknown",
  userConsentAllowed: "unknown",
  browser: "unknown",
};

type Case = readonly [facts: Partial<ConsentFacts>, road: Road | undefined, because: Because];

const cases: readonly Case[] = [
  [{}, "userInBrowser", "justYouMaybe"],
  [{ kind: "practice", need: "user" }, "userInBrowser", "justYou"],
  [{ need: "user", isAdmin: "yes" }, "userInBrowser", "justYou"],
  [{ need: "userOrAdmin" }, "userInBrowser", "justYouMaybe"],
  [{ need: "admin", isAdmin: "yes" }, "adminByAddress", "adminHere"],
  [{ need: "admin", isAdmin: "yes", trouble: "redirectMissing" }, "adminInPortal", "adminNoRedirect"],
  [{ need: "admin", isAdmin: "no" }, "adminByAddress", "adminElsewhere"],
  [{ need: "admin" }, "adminByAddress", "adminElsewhere"],
  [{ need: "user", trouble: "adminNeeded" }, "adminByAddress", "refusedToUser"],
  [{ need: "user", trouble: "adminNeeded", isAdmin: "yes" }, "adminByAddress", "adminHere"],
  [{ need: "user", userConsentAllowed: "no" }, "adminByAddress", "forbiddenToUser"],
  [{ need: "user", trouble: "notConsented" }, "userInBrowser", "justYou"],
  [{ need: "user", trouble: "declined" }, "userInBrowser", "declinedBefore"],
  [{ need: "user", trouble: "redirectMissing" }, "developerGrant", "ownerNoRedirect"],
  [{ need: "user", trouble: "redirectMissing", isAdmin: "yes" }, "adminInPortal", "adminNoRedirect"],
  [{ need: "user", trouble: "redirectMissing", ownsApp: "no" }, "adminByAddress", "sendToOwner"],
  [{ need: "user", browser: "no", ownsApp: "yes" }, "developerGrant", "ownerNoBrowser"],
  [{ kind: "b2c" }, "adminInPortal", "b2cByAdmin"],
  [{ kind: "ciam" }, "adminInPortal", "b2cByAdmin"],
  [{ kind: "adfs", need: "admin" }, undefined, "serverDecides"],
  [{ kind: "openid" }, undefined, "serverDecides"],
  [{ kind: "openid", trouble: "notConsented" }, "userInBrowser", "serverAsks"],
  [{ kind: "openid", trouble: "notConsented", browser: "no" }, undefined, "serverDecides"],
];

describe("the recommended road", () => {
  it.each(cases)("for %j is %s, because %s", (facts, road, because) => {
    expect(recommendRoad({ ...nothingKnown, ...facts })).toEqual({ road, because });
  });

  it("takes every one of the four at some time, and each reason is used and said", () => {
    expect(new Set(cases.map(([, road]) => road))).toEqual(new Set([...Object.keys(roadWords), undefined]));
    expect(new Set(cases.map(([, , because]) => because))).toEqual(new Set(Object.keys(becauseWords)));
  });

  it("never sends people to the browser where there is none, nor past an admin who is needed", () => {
    const known = fc.constantFrom("yes" as const, "no" as const, "unknown" as const);
    const facts: fc.Arbitrary<ConsentFacts> = fc.record(
      {
        kind: fc.constantFrom(
          "entra" as const,
          "practice" as const,
          "adfs" as const,
          "b2c" as const,
          "openid" as const,
        ),
        isAdmin: known,
        ownsApp: known,
        need: fc.constantFrom("user" as const, "userOrAdmin" as const, "admin" as const, "unknown" as const),
        userConsentAllowed: known,
        browser: known,
        trouble: fc.constantFrom(
          "notConsented" as const,
          "declined" as const,
          "adminNeeded" as const,
          "redirectMissing" as const,
        ),
      },
      { requiredKeys: ["kind", "isAdmin", "ownsApp", "need", "userConsentAllowed", "browser"] },
    );
    fc.assert(
      fc.property(facts, (each) => {
        const { road } = recommendRoad(each);
        const { browser, isAdmin, kind, need } = each;
        expect(browser === "no" && road === "userInBrowser").toBe(false);
        expect(kind === "entra" && need === "admin" && road?.startsWith("admin") !== true).toBe(false);
        expect(isAdmin === "no" && road === "adminInPortal" && kind !== "b2c").toBe(false);
      }),
    );
  });
});

it("the trouble is read from a reply's numbers, the more telling first", () => {
  expect(consentTroubleOf([65001])).toBe("notConsented");
  expect(consentTroubleOf([65001, 90094])).toBe("adminNeeded");
  expect(consentTroubleOf([50011])).toBe("redirectMissing");
  expect(consentTroubleOf([65004])).toBe("declined");
  expect(consentTroubleOf([50126])).toBeUndefined();
  expect(consentTroubleOf([])).toBeUndefined();
});
