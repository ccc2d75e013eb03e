// The order of accounts: by name, the same wherever and in whatever order they come.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareAccounts, lastUsedAccount } from "../../shared/accountOrder.ts";
import { account, now } from "./trayFixtures.ts";

const named = (id: string, label: string | undefined, lastUsedAt = now) => ({
  ...account(id, [], { lastUsedAt }),
  ...(label === undefined ? {} : { label }),
});

describe("accounts", () => {
  it("stand by what they are called, numbers as numbers, whatever their case", () => {
    const names = ["tester 10", "Tester 2", "ada", "tester 1", "Zoe", "élan"];
    const order = names.map((name, index) => named(`a${index}`, name)).toSorted(compareAccounts);
    expect(order.map(({ label }) => label)).toEqual(["ada", "élan", "tester 1", "Tester 2", "tester 10", "Zoe"]);
  });

  it("come out in one order however they are shuffled, those of one name too", () => {
    const one = fc.record({
      id: fc.uuid(),
      connectionId: fc.constantFrom("c1", "c2"),
      username: fc.constantFrom("ada@x.test", "Ada@x.test", "ben@x.test"),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ id }) => id, minLength: 2, maxLength: 12 }), (accounts) => {
        const sorted = accounts.toSorted(compareAccounts);
        expect(accounts.toReversed().toSorted(compareAccounts)).toEqual(sorted);
        for (const [index, each] of sorted.slice(1).entries())
          expect(compareAccounts(sorted[index] ?? each, each)).toBeLessThan(0);
      }),
    );
  });

  it("name the one used last, which the order does not", () => {
    expect(lastUsedAccount([named("a", "a", 1), named("b", "b", 3), named("c", "c", 2)])?.id).toBe("b");
    expect(lastUsedAccount([])).toBeUndefined();
  });
});
