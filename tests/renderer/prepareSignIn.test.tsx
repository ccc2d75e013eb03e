// Typing tells the program that a sign-in is coming: once per field, and nothing of what is typed.
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { askedFor, drawApp } from "./drawApp.tsx";
import { firstStart } from "./samples.ts";

test("the first key in each field announces the sign-in, the others do not", async () => {
  const { bridge, user } = await drawApp(firstStart(), { name: "signIn" });
  expect(askedFor(bridge, "prepareSignIn")).toEqual([]);
  await user.type(screen.getByLabelText("User name"), "ada@practice.test");
  expect(askedFor(bridge, "prepareSignIn")).toEqual([{ connectionId: "practice" }]);
  await user.type(screen.getByLabelText("Password"), "secret words");
  expect(askedFor(bridge, "prepareSignIn")).toEqual([{ connectionId: "practice" }, { connectionId: "practice" }]);
  await user.type(screen.getByLabelText("User name"), "more");
  expect(askedFor(bridge, "prepareSignIn")).toHaveLength(2);
});
