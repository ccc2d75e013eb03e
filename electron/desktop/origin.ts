// Where our pages live: a scheme of our own, so that no page has the rights of a file or of the web.
export const scheme = "app";
const bundleHost = "bundle";
export const bundleOrigin = `${scheme}://${bundleHost}`;
export const firstPage = `${bundleOrigin}/index.html`;

/** Node's URL says "null" for the origin of such a scheme, so the text itself is compared. */
export function isOurPage(url: string): boolean {
  return url.startsWith(`${bundleOrigin}/`);
}
