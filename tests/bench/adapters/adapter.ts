// What is measured: a token library as a program would use it.
const adapterNames = ["tokentray", "msal", "msalSample"] as const;
export type AdapterName = (typeof adapterNames)[number];

export interface Person {
  readonly index: number;
  /** The account as this library names it; what a program would have kept. */
  readonly account: unknown;
}

export interface Setup {
  /** Where requests for the cloud are sent. */
  readonly origin: string;
  /** Sealed on disk here; in memory without it. */
  readonly folder?: string;
  /** A file with a cache to begin with, for a library that keeps none by itself. */
  readonly seed?: string;
  /** The module with the engine. */
  readonly engine: string;
  /** A folder from which MSAL Node is found, with a slash at its end. */
  readonly library: string;
}

export interface Library {
  open(): Promise<Client>;
}

export interface Client {
  /** Everything that is kept has been read. */
  ready(): Promise<void>;
  /** Opens the connection for the sign-in that is coming, where the library can. */
  prepare(): void;
  signIn(index: number): Promise<Person>;
  token(person: Person, fresh?: boolean): Promise<string>;
  /** What is kept, as text, where the library can tell. */
  serialize(): string;
  close(): Promise<void>;
}

/** Loads the library. What that costs is measured, so an adapter imports nothing of it before. */
export type Adapter = (setup: Setup) => Promise<Library>;
