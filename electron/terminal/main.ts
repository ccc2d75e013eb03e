// The `tokentray` command: reads its arguments, answers with an exit code.

export const main = (argv: readonly string[]): Promise<number> => {
  process.stderr.write(`tokentray: unknown command ${argv[0] ?? ""}\n`);
  return Promise.resolve(2);
};
