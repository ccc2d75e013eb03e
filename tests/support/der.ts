// As much of DER (X.690) as a certificate needs.

export function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const bytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
export const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts);
export const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, "hex"));
export const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]));
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
export const octets = (content: Buffer): Buffer => tagged(0x04, content);
export const yes: Buffer = tagged(0x01, Buffer.from([0xff]));
const digits = (at: number): string => new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
/** `YYMMDDHHMMSSZ` */
export const time = (at: number): Buffer => tagged(0x17, Buffer.from(digits(at).slice(2)));
