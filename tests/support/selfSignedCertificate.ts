// A certificate for 127.0.0.1 that nobody vouches for, made on the spot (RFC 5280, written out in DER).
import { generateKeyPairSync, sign } from "node:crypto";

export interface KeyAndCertificate {
  readonly key: string;
  /** PEM. */
  readonly cert: string;
}

export function selfSignedCertificate(now = Date.now()): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(oid("550403"), utf8("tokentray test"))));
  const validity = sequence(time(now - 86_400_000), time(now + 86_400_000));
  const content = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(sequence(subjectAltName, octets(sequence(tagged(0x87, Buffer.from([127, 0, 0, 1]))))))),
  );
  const signature = sign("sha256", content, privateKey);
  const certificate = sequence(content, ecdsaWithSha256, tagged(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString("base64").replace(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const bytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, "hex"));
const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]));
const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
const octets = (content: Buffer): Buffer => tagged(0x04, content);
const digits = (at: number): string => new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
/** `YYMMDDHHMMSSZ` */
const time = (at: number): Buffer => tagged(0x17, Buffer.from(digits(at).slice(2)));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const subjectAltName = oid("551d11");
