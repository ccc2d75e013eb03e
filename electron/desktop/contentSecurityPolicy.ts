// The policy of the desktop's pages: they reach no network at all.
import { pagePolicy } from "../node/pagePolicy.ts";

export const contentSecurityPolicy = pagePolicy("'none'");
