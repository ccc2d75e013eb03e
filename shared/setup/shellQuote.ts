// Writes any text as one word of a shell command, so that the shell takes it as it is.

/** POSIX sh, 2.2.2: nothing is special between single quotes but a single quote. NUL cannot be in a word at all. */
export function quoteSh(text: string): string {
  return `'${withoutNul(text).replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * PowerShell 5.1 and later: nothing is special between single quotes but single quotes, of which it knows five
 * (about_Quoting_Rules); each is doubled.
 */
export function quotePowerShell(text: string): string {
  return `'${withoutNul(text).replaceAll(/['\u2018-\u201B]/g, "$&$&")}'`;
}

function withoutNul(text: string): string {
  if (text.includes("\0")) throw new RangeError("A word of a command cannot hold NUL");
  return text;
}
