// What the named characters of HTML stand for. Letters are given small: whoever compares does so without case.

/** The character of a name, without `&` and `;`; undefined for a name that is not known. */
export function namedCharacter(name: string): string | undefined {
  const small = name.toLowerCase();
  return names.get(small) ?? marked(small);
}

/** `eacute`, `scaron`: a letter and its mark. */
function marked(name: string): string | undefined {
  const [, letter = "", mark = ""] = /^([a-z])([a-z]{3,5})$/.exec(name) ?? [];
  const sign = marks[mark];
  return sign === undefined ? undefined : (letter + sign).normalize("NFC");
}

const marks: Readonly<Partial<Record<string, string>>> = {
  grave: "\u0300",
  acute: "\u0301",
  circ: "\u0302",
  tilde: "\u0303",
  macr: "\u0304",
  breve: "\u0306",
  dot: "\u0307",
  uml: "\u0308",
  ring: "\u030a",
  dblac: "\u030b",
  caron: "\u030c",
  cedil: "\u0327",
  ogon: "\u0328",
};

/** Names of characters that follow one another, and the first of them. */
const rows: readonly (readonly [first: number, names: string])[] = [
  [0x21, "excl quot num dollar percnt amp apos lpar rpar ast plus comma - period sol"],
  [0x3a, "colon semi lt equals gt quest commat"],
  [0x5b, "lsqb bsol rsqb hat lowbar grave"],
  [0x7b, "lcub verbar rcub"],
  [
    0xa0,
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest",
  ],
  [
    0x3b1,
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega",
  ],
  [
    0x430,
    "acy bcy vcy gcy dcy iecy zhcy zcy icy jcy kcy lcy mcy ncy ocy pcy rcy scy tcy ucy fcy khcy tscy chcy shcy shchcy hardcy ycy softcy ecy yucy yacy",
  ],
  [0x451, "iocy djcy gjcy jukcy dscy iukcy yicy jsercy ljcy njcy tshcy kjcy - ubrcy dzcy"],
];

/** Names that stand alone. */
const single = `
  lbrack=[ rbrack=] lbrace={ rbrace=} vert=| midast=* underbar=_ diacriticalgrave=\`
  times=× divide=÷ eth=ð thorn=þ szlig=ß aelig=æ oslash=ø oelig=œ dstrok=đ hstrok=ħ lstrok=ł tstrok=ŧ imath=ı inodot=ı
  ijlig=ĳ kgreen=ĸ eng=ŋ napos=ŉ fnof=ƒ tilde=˜ circ=ˆ ndash=– mdash=— lsquo=‘ rsquo=’ sbquo=‚ ldquo=“ rdquo=” bdquo=„
  dagger=† bull=• hellip=… permil=‰ prime=′ lsaquo=‹ rsaquo=› oline=‾ frasl=⁄ euro=€ trade=™ larr=← uarr=↑ rarr=→ darr=↓
  harr=↔ forall=∀ part=∂ exist=∃ empty=∅ nabla=∇ isin=∈ notin=∉ ni=∋ prod=∏ sum=∑ minus=− lowast=∗ radic=√ prop=∝
  infin=∞ ang=∠ and=∧ or=∨ cap=∩ cup=∪ int=∫ there4=∴ sim=∼ cong=≅ asymp=≈ ne=≠ equiv=≡ le=≤ ge=≥ sub=⊂ sup=⊃ oplus=⊕
  otimes=⊗ perp=⊥ sdot=⋅ loz=◊ spades=♠ clubs=♣ hearts=♥ diams=♦
`;

const names: ReadonlyMap<string, string> = new Map([
  ...rows.flatMap(([first, row]) =>
    row.split(" ").map((name, index) => [name, String.fromCodePoint(first + index)] as const),
  ),
  ...single
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] as const),
  ["tab", "\t"],
  ["newline", "\n"],
]);
