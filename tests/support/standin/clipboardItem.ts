// ClipboardItem as Electron has it since 44: payloads by format, strings or Blobs, possibly promised.

export type ClipboardFormats = Readonly<Record<string, Buffer>>;
type Payload = string | Blob | Promise<string | Blob>;

const fromClipboard = Symbol("read from the clipboard");

/** An item as `clipboard.read` gives it. */
export let itemOf: (formats: ClipboardFormats) => ClipboardItem;
/** What `clipboard.write` takes from an item. Buffers are no payload: they must be wrapped in a Blob. */
export let bytesOf: (item: ClipboardItem) => Promise<ClipboardFormats>;

export class ClipboardItem {
  static {
    itemOf = (formats) => {
      const blobs = Object.entries(formats).map(([type, bytes]) => [
        type,
        new Blob([Uint8Array.from(bytes)], { type }),
      ]);
      return new ClipboardItem({ ...(Object.fromEntries(blobs) as Record<string, Blob>), [fromClipboard]: "" });
    };
    bytesOf = async (item) => {
      if (item.#wasRead) {
        throw new TypeError(
          "clipboard.write cannot accept a ClipboardItem returned from clipboard.read() — construct a new ClipboardItem to write.",
        );
      }
      const entries = Object.entries(item.#payloads).map(async ([type, payload]) => [
        type,
        await toBytes(await payload),
      ]);
      return Object.fromEntries(await Promise.all(entries)) as ClipboardFormats;
    };
  }

  readonly #payloads: Readonly<Record<string, Payload>>;
  readonly #wasRead: boolean;

  constructor(items: Readonly<Record<string, Payload>>) {
    if (typeof items !== "object" || items === null || Array.isArray(items)) {
      throw new TypeError(
        "Failed to construct 'ClipboardItem': 1 argument required — an object mapping MIME types to payloads.",
      );
    }
    this.#wasRead = fromClipboard in items;
    this.#payloads = { ...items };
    if (!this.#wasRead && this.types.length === 0)
      throw new TypeError("Failed to construct 'ClipboardItem': at least one MIME type is required.");
  }

  get types(): string[] {
    return Object.keys(this.#payloads);
  }

  async getType(type: string): Promise<Blob> {
    const payload = await this.#payloads[type];
    if (payload === undefined) throw new Error(`The type '${type}' was not found in the ClipboardItem`);
    return payload instanceof Blob ? payload : new Blob([payload], { type });
  }
}

async function toBytes(payload: unknown): Promise<Buffer> {
  if (typeof payload === "string") return Buffer.from(payload);
  if (payload instanceof Blob) return Buffer.from(await payload.arrayBuffer());
  throw new TypeError("ClipboardItem payload values must be a string or a Blob");
}
