// Certificates made on the spot (RFC 5280, written out in DER): one that nobody vouches for, and an authority's own.
import { generateKeyPairSync, randomInt, sign, type KeyObject } from "node:crypto";
import { isIP } from "node:net";
import { integer, octets, oid, sequence, set, tagged, time, utf8, yes } from "./der.ts";

export interface KeyAndCertificate {
  readonly key: string;
  /** PEM. */
  readonly cert: string;
}

export interface CertificateAuthority {
  /** PEM. */
  readonly cert: string;
  /** For these names and addresses of IPv4; good for a day unless it ended before. */
  issue(hosts: readonly string[], endsAt?: number): KeyAndCertificate;
}

const dayMs = 86_400_000;

/** For 127.0.0.1. */
export function selfSignedCertificate(now = Date.now()): KeyAndCertificate {
  const own = keyPair();
  return certificate({
    name: "tokentray test",
    issuer: "tokentray test",
    hosts: ["127.0.0.1"],
    own,
    signer: own.key,
    now,
  });
}

export function createCertificateAuthority(now = Date.now()): CertificateAuthority {
  const name = "tokentray test authority";
  const authority = keyPair();
  const { cert } = certificate({ name, issuer: name, hosts: [], own: authority, signer: authority.key, now });
  return {
    cert,
    issue: (hosts, endsAt = now + dayMs) =>
      certificate({ name: "server", issuer: name, hosts, own: keyPair(), signer: authority.key, now, endsAt }),
  };
}

interface KeyPair {
  readonly key: KeyObject;
  readonly spki: Buffer;
}

function keyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { key: privateKey, spki: publicKey.export({ type: "spki", format: "der" }) };
}

interface Wanted {
  readonly name: string;
  readonly issuer: string;
  /** None: an authority. */
  readonly hosts: readonly string[];
  readonly own: KeyPair;
  readonly signer: KeyObject;
  readonly now: number;
  readonly endsAt?: number;
}

function certificate({ name, issuer, hosts, own, signer, now, endsAt = now + dayMs }: Wanted): KeyAndCertificate {
  const extension =
    hosts.length === 0
      ? sequence(basicConstraints, yes, octets(sequence(yes)))
      : sequence(subjectAltName, octets(sequence(...hosts.map(hostName))));
  const content = sequence(
    tagged(0xa0, integer(2)),
    integer(randomInt(1, 127)),
    ecdsaWithSha256,
    distinguished(issuer),
    sequence(time(Math.min(now, endsAt) - dayMs), time(endsAt)),
    distinguished(name),
    own.spki,
    tagged(0xa3, sequence(extension)),
  );
  const signature = sign("sha256", content, signer);
  const whole = sequence(content, ecdsaWithSha256, tagged(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").replace(/.{64}/g, "$&\n");
  return {
    key: own.key.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function distinguished(name: string): Buffer {
  return sequence(set(sequence(oid("550403"), utf8(name))));
}

function hostName(host: string): Buffer {
  return isIP(host) === 4 ? tagged(0x87, Buffer.from(host.split(".").map(Number))) : tagged(0x82, Buffer.from(host));
}

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const subjectAltName = oid("551d11");
const basicConstraints = oid("551d13");
