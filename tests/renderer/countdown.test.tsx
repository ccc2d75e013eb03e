// The life of a token as it passes: seen each second, heard at three moments. Apart, because time stands still here.
import { act, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { drawApp } from "./drawApp.tsx";
import { account, scopeSet, signedIn } from "./samples.ts";

const graph = () => within(screen.getByRole("article", { name: "Graph" }));

describe("the countdown", () => {
  afterEach(() => void vi.useRealTimers());

  /** Lets time pass second by second, as it does. */
  const pass = (seconds: number): void => {
    for (let passed = 0; passed < seconds; passed += 1) act(() => void vi.advanceTimersByTime(1000));
  };
  const said = (): string =>
    [...document.querySelectorAll("output")]
      .map((one) => one.textContent)
      .join("")
      .trim();

  test("changes what is seen each second, and is heard only at five minutes, one minute and the end", async () => {
    const start = Date.now();
    const set = scopeSet(start);
    const token = set.token && { ...set.token, expiresAt: start + 310_000 };
    const first = signedIn(start, { accounts: [account(start, { scopeSets: [{ ...set, ...(token && { token }) }] })] });
    vi.useFakeTimers({ shouldAdvanceTime: true, now: start });
    await drawApp(first);
    pass(2);
    expect(said()).toBe("");
    pass(12);
    expect(said()).toBe("The token for Graph ends in 5 minutes.");
    pass(200);
    expect(said()).toBe("The token for Graph ends in 5 minutes.");
    pass(45);
    expect(said()).toBe("The token for Graph ends in one minute.");
    expect(graph().getByText(/^\d+ s left$/)).toBeDefined();
    pass(60);
    expect(said()).toBe("The token for Graph has ended.");
    expect(graph().getByText("Ended")).toBeDefined();
  });
});
