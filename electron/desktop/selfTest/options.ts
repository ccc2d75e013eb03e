// What can be said beside `--selftest`.
export interface Options {
  /** For which address the system's proxy is asked. */
  readonly proxyAddress: string;
  /** Most time for each part. */
  readonly limitMs: number;
  /** Where the JSON is written, too. */
  readonly file?: string;
}

/** `--selftest-url=…`, `--selftest-limit=SECONDS` (1 to 600), `--selftest-file=…` */
export function readOptions(argv: readonly string[]): Options {
  const value = (name: string): string | undefined => {
    const found = argv.find((argument) => argument.startsWith(`--selftest-${name}=`));
    return found?.slice(`--selftest-${name}=`.length);
  };
  const seconds = Number(value("limit") ?? 10);
  const file = value("file");
  return {
    proxyAddress: value("url") ?? "https://login.microsoftonline.com/",
    limitMs: 1000 * (seconds >= 1 && seconds <= 600 ? seconds : 10),
    ...(file === undefined || file === "" ? {} : { file }),
  };
}
