// A fault that a careless change could bring back, and the test that must notice it.

export interface NamedTest {
  readonly runner: "vitest" | "playwright";
  /** Below `tests/`. */
  readonly file: string;
  /** The test's own title, or the beginning of it where one table makes several tests. */
  readonly name: string;
}

export interface Fault {
  /** What is wrong with the program, as a sentence. */
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once, and what takes its place. The result must compile. */
  readonly find: string;
  readonly replace: string;
  readonly test: NamedTest;
}

export const unit = (file: string, name: string): NamedTest => ({ runner: "vitest", file, name });
export const endToEnd = (file: string, name: string): NamedTest => ({
  runner: "playwright",
  file: `e2e/${file}`,
  name,
});

/** The file's text with the fault in it. Throws where the place is gone or no longer the only one. */
export function withFault(text: string, { file, find, replace }: Fault): string {
  const places = text.split(find).length - 1;
  if (places === 0) throw new Error(`${file} no longer holds: ${find}`);
  if (places > 1) throw new Error(`${file} holds ${places} times: ${find}`);
  return text.replace(find, () => replace);
}
