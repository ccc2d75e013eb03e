// Between renderer tests nothing stays on the page, and a busy machine gets its time.
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

configure({ asyncUtilTimeout: 5_000 });
afterEach(cleanup);
