// JSON as it is written where a person may read it on a terminal: the one way to print it.

/**
 * The text of a value with what a terminal would obey, and what nobody would see, escaped: controls beyond ASCII, signs that
 * turn the direction of writing, joiners, tags. Any reader of JSON reads the same value. `indent` as in `JSON.stringify`.
 */
export function plainJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replaceAll(unseen, escaped);
}

const unseen = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}
