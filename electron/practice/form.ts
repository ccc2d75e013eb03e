// Reads a form body strictly: what cannot be decoded exactly is refused, never guessed.
import { type Refusal, refuse } from "./errors.ts";

export type Form = ReadonlyMap<string, string>;

/** Parses `application/x-www-form-urlencoded` as UTF-8. Any other content type counts as an empty form, as with Entra. */
export function parseForm(body: Uint8Array, contentType: string | undefined): Form | Refusal {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  const form = new Map<string, string>();
  if (type !== "application/x-www-form-urlencoded") return form;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    for (const pair of text.split("&").filter((each) => each !== "")) {
      const [name = "", ...value] = pair.split("=");
      if (form.has(decode(name))) return refuse(9002313);
      form.set(decode(name), decode(value.join("=")));
    }
    return form;
  } catch {
    return refuse(90013);
  }
}

/** A query in the same shape. OAuth forbids a parameter twice (RFC 6749 3.1). */
export function queryForm(query: URLSearchParams): Form | Refusal {
  const form = new Map(query);
  return form.size === query.size ? form : refuse(9002313);
}

/** The value of a parameter that must be there and not be empty. */
export function required(form: Form, name: string): { readonly value: string } | Refusal {
  const value = form.get(name) ?? "";
  return value === "" ? refuse(900144, { detail: `'${name}'.` }) : { value };
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
