// Whose certificates are believed: Node's own list of authorities, what a connection's file adds, and the system's list.
// Reading the system's list takes some 50 ms, so it is read only once a certificate needs it.
import { readFileSync } from "node:fs";
import type * as Tls from "node:tls";

export interface Trust {
  /** Node's list and the file's. Throws with the code `CA_FILE` where the file is no readable PEM file of certificates. */
  near(caFile?: string): Tls.SecureContext;
  /** The system's list as well. */
  wide(caFile?: string): Tls.SecureContext;
  /** The system's list was needed before, so there is no point in trying without it. */
  readonly isWide: boolean;
}

const tls = (): typeof Tls => process.getBuiltinModule("node:tls");

export function createTrust(): Trust {
  const contexts = new Map<string, { readonly pem: string; readonly context: Tls.SecureContext }>();
  let system: readonly string[] | undefined;

  const contextFor = (name: string, caFile: string | undefined, further: readonly string[]): Tls.SecureContext => {
    const pem = caFile === undefined ? "" : readAuthorities(caFile);
    const key = `${name} ${caFile ?? ""}`;
    const known = contexts.get(key);
    // The file may have been put right meanwhile.
    if (known?.pem === pem) return known.context;
    checkAll(certificatesIn(pem));
    const context = createContext(pem, further);
    contexts.set(key, { pem, context });
    return context;
  };

  return {
    near: (caFile) => contextFor("near", caFile, []),
    wide: (caFile) => contextFor("wide", caFile, (system ??= authorities("system"))),
    get isWide() {
      return system !== undefined;
    },
  };
}

function createContext(pem: string, further: readonly string[]): Tls.SecureContext {
  const minVersion = "TLSv1.2";
  // Without a list of its own a context shares Node's, which costs nothing.
  if (pem === "" && further.length === 0) return tls().createSecureContext({ minVersion });
  // The lists overlap, and reading each certificate takes its time.
  const ca = [...new Set([...authorities("default"), ...further, ...certificatesIn(pem)])];
  return tls().createSecureContext({ minVersion, ca });
}

/** Node before 22.15 cannot name them, and knows only its own. */
function authorities(kind: "default" | "system"): readonly string[] {
  const { getCACertificates, rootCertificates } = tls() as Partial<typeof Tls>;
  return getCACertificates?.(kind) ?? (kind === "default" ? (rootCertificates ?? []) : []);
}

function readAuthorities(caFile: string): string {
  let pem: string;
  try {
    pem = readFileSync(caFile, "utf8");
  } catch (error) {
    throw unreadable(error);
  }
  if (certificatesIn(pem).length === 0) throw unreadable();
  return pem;
}

function certificatesIn(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}

/** OpenSSL passes over what it cannot read without a word. */
function checkAll(certificates: readonly string[]): void {
  const { X509Certificate } = process.getBuiltinModule("node:crypto");
  try {
    certificates.forEach((certificate) => new X509Certificate(certificate));
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(cause?: unknown): Error {
  return Object.assign(new Error("The file of certificate authorities cannot be read", { cause }), { code: "CA_FILE" });
}
