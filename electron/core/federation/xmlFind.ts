// Finds things in XML that was read. What is not there is undefined or an empty list, never an error.
import type { XmlElement } from "./xml.ts";

/** `[namespace, name]`; several namespaces where any of them will do. */
export type Step = readonly [namespace: string | readonly string[], name: string];

export function isElement(element: XmlElement, [namespace, name]: Step): boolean {
  if (element.name !== name) return false;
  return typeof namespace === "string" ? element.namespace === namespace : namespace.includes(element.namespace);
}

/** All elements at the end of the way down. */
export function all(from: XmlElement | undefined, ...way: readonly Step[]): readonly XmlElement[] {
  return way.reduce<readonly XmlElement[]>(
    (found, step) => found.flatMap(({ children }) => children.filter((child) => isElement(child, step))),
    from === undefined ? [] : [from],
  );
}

export function first(from: XmlElement | undefined, ...way: readonly Step[]): XmlElement | undefined {
  return all(from, ...way)[0];
}

/** The element itself and everything in it, in the order of the document. */
export function* within(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* within(child);
}

/** An attribute without a prefix belongs to no namespace. */
export function attribute(element: XmlElement | undefined, name: string, namespace = ""): string | undefined {
  return element?.attributes.find((one) => one.name === name && one.namespace === namespace)?.value;
}

/** Without the blanks around it, which XML written for people has. */
export function textOf(element: XmlElement | undefined): string | undefined {
  return element?.text.trim();
}
