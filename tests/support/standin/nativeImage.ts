// nativeImage: bytes with a size and representations by scale. Nothing is decoded or redrawn.
import { existsSync, readFileSync } from "node:fs";
import { imageSize } from "./imageSize.ts";
import { strict } from "./strictModule.ts";

interface Representation {
  readonly scaleFactor?: number;
  readonly buffer?: Buffer;
  readonly dataURL?: string;
}

export class NativeImage {
  readonly #representations = new Map<number, Buffer>();
  #isTemplate = false;

  isEmpty(): boolean {
    return this.#representations.size === 0;
  }

  getSize(scaleFactor?: number): { width: number; height: number } {
    const [scale, bytes] = this.#best(scaleFactor);
    const { width, height } = (bytes && imageSize(bytes)) ?? { width: 0, height: 0 };
    return { width: Math.round(width / scale), height: Math.round(height / scale) };
  }

  getScaleFactors(): number[] {
    return [...this.#representations.keys()].toSorted((left, right) => left - right);
  }

  addRepresentation({ scaleFactor = 1, buffer, dataURL }: Representation): void {
    const bytes = buffer ?? dataUrlBytes(dataURL ?? "");
    if (imageSize(bytes)) this.#representations.set(scaleFactor, bytes);
  }

  toPNG(options: { readonly scaleFactor?: number } = {}): Buffer {
    return this.#best(options.scaleFactor)[1] ?? Buffer.alloc(0);
  }

  toDataURL(options: { readonly scaleFactor?: number } = {}): string {
    return `data:image/png;base64,${this.toPNG(options).toString("base64")}`;
  }

  setTemplateImage(option: boolean): void {
    this.#isTemplate = option;
  }

  isTemplateImage(): boolean {
    return this.#isTemplate;
  }

  #best(scaleFactor = 1): [number, Buffer | undefined] {
    const [firstScale = 1] = this.getScaleFactors();
    const scale = this.#representations.has(scaleFactor) ? scaleFactor : firstScale;
    return [scale, this.#representations.get(scale)];
  }

  static createEmpty(): NativeImage {
    return new NativeImage();
  }

  /** Takes `name@2x.png` and the like along; a name ending in `Template` makes a template image. */
  static createFromPath(path: string): NativeImage {
    const image = new NativeImage();
    image.setTemplateImage(/Template(@[\d.]+x)?\.\w+$/.test(path));
    for (const scaleFactor of [1, 1.25, 1.5, 2, 2.5, 3, 4]) {
      const file = scaleFactor === 1 ? path : path.replace(/(\.\w+)$/, `@${scaleFactor}x$1`);
      if (existsSync(file)) image.addRepresentation({ scaleFactor, buffer: readFileSync(file) });
    }
    return image;
  }

  static createFromBuffer(buffer: Buffer, options: { readonly scaleFactor?: number } = {}): NativeImage {
    if (!Buffer.isBuffer(buffer)) throw new TypeError("buffer must be a node Buffer");
    const image = new NativeImage();
    image.addRepresentation({ buffer, scaleFactor: options.scaleFactor ?? 1 });
    return image;
  }

  static createFromDataURL(dataURL: string): NativeImage {
    return NativeImage.createFromBuffer(dataUrlBytes(dataURL));
  }
}

strict("NativeImage", NativeImage.prototype);

/** What Tray and Notification accept as an image. A path that holds none throws, an empty image does not. */
export function toImage(given: unknown): NativeImage {
  if (given instanceof NativeImage) return given;
  if (typeof given !== "string") throw new TypeError("Argument must be a file path or a NativeImage");
  const image = NativeImage.createFromPath(given);
  if (image.isEmpty()) throw new Error(`Failed to load image from path '${given}'`);
  return image;
}

function dataUrlBytes(dataUrl: string): Buffer {
  return Buffer.from(/^data:[^,]*;base64,(.*)$/s.exec(dataUrl)?.[1] ?? "", "base64");
}
