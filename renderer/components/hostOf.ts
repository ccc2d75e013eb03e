// The host of an address, for people to judge it by.

/** The address itself where it has no host that can be read. */
export function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address;
}
