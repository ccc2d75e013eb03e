// A string that prints, serialises and clones as nothing. Only `reveal` gives it, and only a few places may call that.
const shown = "[secret]";

export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.toPrimitive](): string {
    return shown;
  }

  // What Node's console and `util.inspect` ask for.
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return shown;
  }
}
