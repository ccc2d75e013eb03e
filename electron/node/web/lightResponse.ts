// The web's Response for a text that is there already, as far as the protocol library reads one; see `lightHeaders.ts`.
import { LightHeaders } from "./lightHeaders.ts";

interface Init {
  readonly status?: number;
  readonly headers?: ConstructorParameters<typeof LightHeaders>[0];
}

export class LightResponse {
  readonly status: number;
  readonly headers: LightHeaders;
  readonly body: { readonly cancel: () => Promise<void> } | null;
  readonly #text: string | null;
  #used = false;

  constructor(text: string | null = null, { status = 200, headers }: Init = {}) {
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new RangeError("This is no status of an answer");
    if (text !== null && [204, 205, 304].includes(status)) throw new TypeError("This status has no body");
    this.status = status;
    this.headers = new LightHeaders(headers);
    this.#text = text;
    this.body = text === null ? null : { cancel: () => Promise.resolve(void (this.#used = true)) };
  }
  get ok(): boolean {
    return this.status < 300;
  }
  get bodyUsed(): boolean {
    return this.#used;
  }
  async text(): Promise<string> {
    if (this.#used) throw new TypeError("The body has been read");
    this.#used = this.#text !== null;
    return this.#text ?? "";
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  clone(): LightResponse {
    if (this.#used) throw new TypeError("The body has been read");
    return new LightResponse(this.#text, { status: this.status, headers: this.headers });
  }
  get [Symbol.toStringTag](): string {
    return "Response";
  }
}
