// Before each test file: properties try the same inputs every time, so that a test which passes today passes tomorrow.
// `npm run test:fuzz` sets other seeds.
import { configureGlobal } from "fast-check";

configureGlobal({ seed: Number(process.env["TOKENTRAY_TEST_SEED"] ?? 20_261_123) });
