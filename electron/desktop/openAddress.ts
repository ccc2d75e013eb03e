// The one way out to the person's browser.

/** Opens https addresses alone, and none that carries a name or password. */
export async function openAddress(address: string, openExternal: (url: string) => Promise<void>): Promise<void> {
  const url = URL.parse(address);
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") {
    throw new Error("Only https addresses are opened");
  }
  await openExternal(url.href);
}
