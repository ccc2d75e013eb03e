// Tests that take long for what a change usually breaks. `npm test` leaves them to commands of their own, which
// `.github/workflows/test.yml` runs; `npx vitest run PATH` finds them like any other.

/** For each of vitest's projects that `npm run test:NAME` runs, where its tests are. */
export const apart = {
  /** Processes killed by the dozen, days that pass, servers that dribble. */
  endurance: ["tests/endurance/{keptConnections,killAndRecover,soak,wireFaults}.test.ts"],
  /** Whether the benchmarks still measure what they say. */
  bench: ["tests/bench/**/*.test.ts"],
  /** Whether the stand-in for Electron behaves as Electron does. */
  standin: ["tests/desktop/standin*.test.ts"],
  /** Thousands of inputs that nobody thought of; `npm run test:fuzz` tries all other properties, too. */
  fuzz: [
    "tests/**/*Fuzz.test.ts",
    "tests/core/diagnostics/{fuzzReplies,mangledReplies}.test.ts",
    "tests/practice/byteSoup.test.ts",
  ],
} as const;
