// How servers, proxies and libraries write a text that they repeat: the spellings in which an echoed secret may come back.

export type Spelling = (text: string) => string;

const hexOf = (text: string, encoding: BufferEncoding = "utf8"): readonly string[] =>
  Array.from(Buffer.from(text, encoding), (byte) => byte.toString(16).padStart(2, "0"));
const units = (text: string): readonly string[] => text.split("");
const characters = (text: string): readonly string[] => Array.from(text);
const url = (text: string): string => encodeURIComponent(text);
const form = (text: string): string => new URLSearchParams({ t: text }).toString().slice(2);
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const numbered = (sign: string): string => `&#${sign.codePointAt(0)};`;
const isAscii = (sign: string): boolean => /^[\0-\x7f]$/.test(sign);
const base64 = (bytes: Buffer | string): string => Buffer.from(bytes as string).toString("base64");

/** Python's and OWASP's escaper, Go's, PHP's, XML's own, .NET's; each with its own idea of quotation marks. */
const escaper =
  (quote: string, apostrophe: string, more: Readonly<Record<string, string>> = {}): Spelling =>
  (text) =>
    text.replaceAll(/[&<>"'/`=]/g, (sign) => {
      const all: Readonly<Record<string, string>> = {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': quote,
        "'": apostrophe,
        ...more,
      };
      return all[sign] ?? sign;
    });

const latinNames =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml".split(
    " ",
  );
const asciiNames: ReadonlyMap<string, string> = new Map(
  "! excl # num $ dollar % percnt ( lpar ) rpar * ast + plus , comma . period / sol : colon ; semi = equals ? quest @ commat [ lbrack \\ bsol ] rsqb ^ Hat _ lowbar ` grave { lbrace | verbar } rcub & amp < lt > gt \" quot ' apos"
    .match(/\S+ \S+/g)
    ?.map((pair) => [pair.charAt(0), pair.slice(2)] as const),
);
const nameOf = (sign: string): string | undefined =>
  asciiNames.get(sign) ?? latinNames[(sign.codePointAt(0) ?? 0) - 0xa0] ?? (sign === "€" ? "euro" : undefined);

const python = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return `${quote}${quote === "'" ? inside.replaceAll("'", "\\'") : inside}${quote}`;
};

/** By a name for the test's output. Each is one that real software writes, or two of them around one another. */
export const spellings: Readonly<Record<string, Spelling>> = {
  "as sent": (text) => text,
  "in JSON": json,
  "in ASCII JSON": (text) =>
    json(text).replaceAll(/[^\0-\x7f]/g, (u) => `\\u${u.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "in JSON for pages": (text) =>
    json(text).replaceAll(/[<>&'/]/g, (u) => `\\u00${u.charCodeAt(0).toString(16).toUpperCase()}`),
  "in JSON, each sign escaped": (text) =>
    units(text)
      .map((u) => `\\u${u.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  "in JSON within JSON": (text) => json(json(text)),
  "in a URL": url,
  "in a URL with small hex": (text) => url(text).replaceAll(/%../g, (hex) => hex.toLowerCase()),
  "in a URL, twice": (text) => url(url(text)),
  "in a URL, three times": (text) => url(url(url(text))),
  "in a URL, each sign escaped": (text) =>
    hexOf(text)
      .map((hex) => `%${hex.toUpperCase()}`)
      .join(""),
  "in an old script's URL": (text) =>
    units(text)
      .map((u) => (isAscii(u) ? url(u) : `%u${u.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`))
      .join(""),
  "in a form": form,
  "in a form within JSON": (text) => json(form(text)),
  "in a form within a URL": (text) => url(form(text)),
  "in HTML by Go": escaper("&#34;", "&#39;"),
  "in HTML by Python": escaper("&quot;", "&#x27;"),
  "in HTML by OWASP": escaper("&quot;", "&#x27;", { "/": "&#x2F;", "`": "&#x60;", "=": "&#x3D;" }),
  "in HTML by PHP": escaper("&quot;", "&#039;"),
  "in XML": escaper("&quot;", "&apos;"),
  "in XML, twice": (text) => escaper("&quot;", "&apos;")(escaper("&quot;", "&apos;")(text)),
  "in HTML by .NET": (text) =>
    characters(escaper("&quot;", "&#39;")(text))
      .map((sign) => ((sign.codePointAt(0) ?? 0) >= 0xa0 ? numbered(sign) : sign))
      .join(""),
  "in HTML with names": (text) =>
    characters(text)
      .map((sign) => {
        const name = isAscii(sign) && !/[&<>"']/.test(sign) ? undefined : nameOf(sign);
        return name === undefined ? (isAscii(sign) ? sign : numbered(sign)) : `&${name};`;
      })
      .join(""),
  "in HTML with all names": (text) =>
    characters(text)
      .map((sign) => {
        const name = nameOf(sign);
        return name === undefined ? sign : `&${name};`;
      })
      .join(""),
  "in HTML as numbers": (text) => characters(text).map(numbered).join(""),
  "in HTML as hex": (text) =>
    characters(text)
      .map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`)
      .join(""),
  "in HTML as hex with zeros": (text) =>
    characters(text)
      .map((sign) => `&#X${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(6, "0")};`)
      .join(""),
  "in HTML of all kinds": (text) =>
    characters(text)
      .map(
        (sign, index) =>
          [sign === "&" ? "&amp;" : sign, numbered(sign), `&#x${sign.codePointAt(0)?.toString(16)};`][index % 3],
      )
      .join(""),
  "in HTML within JSON": (text) => json(escaper("&#34;", "&#39;")(text)),
  "in HTML within a URL": (text) => url(escaper("&#34;", "&#39;")(text)),
  "in base64": (text) => base64(text),
  "in base64 without padding": (text) => base64(text).replace(/=+$/, ""),
  "in base64url": (text) => Buffer.from(text).toString("base64url"),
  "in base64 after a byte": (text) => base64(`:${text}`),
  "in base64 after two bytes": (text) => base64(`u:${text}`),
  "in base64 within more": (text) => base64(`ann@corp.test:${text}:and something more`),
  "in base64 of UTF-16": (text) => base64(Buffer.from(text, "utf16le")),
  "in base64 in lines": (text) => base64(`a prefix that makes it long enough ${text}`).replaceAll(/.{20}/g, "$&\r\n"),
  "in base64 within a URL": (text) => url(base64(text)),
  "in base64 of a URL's spelling": (text) => base64(url(text)),
  "in base64 twice": (text) => base64(base64(text)),
  "in hex": (text) => hexOf(text).join(""),
  "in hex with capitals": (text) => hexOf(text).join("").toUpperCase(),
  "in hex with blanks": (text) => hexOf(text).join(" "),
  "in hex with colons": (text) => hexOf(text).join(":"),
  "in hex after 0x": (text) => `0x${hexOf(text).join("")}`,
  "in hex, each after 0x": (text) =>
    hexOf(text)
      .map((hex) => `0x${hex}`)
      .join(", "),
  "in hex, each after \\x": (text) =>
    hexOf(text)
      .map((hex) => `\\x${hex}`)
      .join(""),
  "in hex of UTF-16": (text) => hexOf(text, "utf16le").join(""),
  "as a list of bytes": (text) => Array.from(Buffer.from(text)).join(", "),
  "as Python prints it": python,
  "as Python prints bytes": (text) =>
    `b'${Array.from(Buffer.from(text), (byte) => (byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c ? String.fromCharCode(byte) : byte === 0x27 || byte === 0x5c ? `\\${String.fromCharCode(byte)}` : `\\x${byte.toString(16).padStart(2, "0")}`)).join("")}'`,
  "as Python prints ASCII": (text) =>
    characters(text)
      .map((sign) => {
        const code = sign.codePointAt(0) ?? 0;
        return code < 0x80
          ? sign === "\\"
            ? "\\\\"
            : sign
          : code < 0x100
            ? `\\x${code.toString(16)}`
            : code < 0x1_0000
              ? `\\u${code.toString(16).padStart(4, "0")}`
              : `\\U${code.toString(16).padStart(8, "0")}`;
      })
      .join(""),
  "as a script prints it": (text) =>
    characters(text)
      .map((sign) =>
        isAscii(sign) ? (/['"\\]/.test(sign) ? `\\${sign}` : sign) : `\\u{${sign.codePointAt(0)?.toString(16)}}`,
      )
      .join(""),
  "as a shell prints it": (text) =>
    hexOf(text)
      .map((hex) => {
        const byte = Number.parseInt(hex, 16);
        return byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`;
      })
      .join(""),
  "as mail writes it": (text) =>
    hexOf(text)
      .map((hex) => {
        const byte = Number.parseInt(hex, 16);
        return byte > 0x20 && byte < 0x7f && byte !== 0x3d ? String.fromCharCode(byte) : `=${hex.toUpperCase()}`;
      })
      .join(""),
  "with blanks collapsed": (text) => text.trim().replaceAll(/\s+/g, " "),
  "without blanks": (text) => text.replaceAll(/\s+/g, ""),
  "in capitals": (text) => text.toUpperCase(),
  "in small letters": (text) => text.toLowerCase(),
  composed: (text) => text.normalize("NFC"),
  decomposed: (text) => text.normalize("NFD"),
  compatible: (text) => text.normalize("NFKC"),
  "compatible and decomposed": (text) => text.normalize("NFKD"),
  "read as Latin-1": (text) => Buffer.from(text).toString("latin1"),
  "read as Latin-1, twice": (text) => Buffer.from(Buffer.from(text).toString("latin1")).toString("latin1"),
  "read as Windows reads": (text) => new TextDecoder("windows-1252").decode(Buffer.from(text)),
  "with what is not ASCII lost": (text) => text.replaceAll(/[^\0-\x7f]/gu, "?"),
  "with soft hyphens": (text) => characters(text).join("\u00ad"),
  "in pieces that nobody sees": (text) => characters(text).join("\u200b"),
};
