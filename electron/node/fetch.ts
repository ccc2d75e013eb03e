// The network port on Node's own fetch.
import type { Fetch } from "../core/ports.ts";

export const nodeFetch: Fetch = (url, init) => fetch(url, init);
