// A tiny browser for an OpenID provider: keeps cookies by name, follows redirects on the same origin, fills one form in.

export interface OpenIdPage {
  readonly url: string;
  readonly status: number;
  readonly title: string;
  /** The fields of its form with their values; absent where there is none. */
  readonly form?: { readonly action: string; readonly values: Readonly<Record<string, string>> };
  /** Where a redirect to another origin leads: it is not followed. */
  readonly location?: URL;
}

export interface OpenIdBrowser {
  open(url: string): Promise<OpenIdPage>;
  submit(page: OpenIdPage, fields: Readonly<Record<string, string>>): Promise<OpenIdPage>;
}

type VisitPage = (url: string, init?: RequestInit) => Promise<Response>;

/** `visitPage` stands in for the network where the server's name is known to the test alone. */
export function openOpenIdBrowser(visitPage: VisitPage = fetch): OpenIdBrowser {
  const cookies = new Map<string, string>();

  async function visit(url: string, init: RequestInit = {}, redirects = 0): Promise<OpenIdPage> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await visitPage(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const target = response.headers.get("location");
    if (target === null) return readPage(url, response.status, await response.text());
    const location = new URL(target, url);
    if (location.origin !== new URL(url).origin) return { ...readPage(url, response.status, ""), location };
    if (redirects >= 10) throw new Error(`Redirected without end at ${url}`);
    return visit(location.href, {}, redirects + 1);
  }

  return {
    open: (url) => visit(url),
    submit({ url, title, form }, fields) {
      if (form === undefined) throw new Error(`There is no form on "${title}".`);
      const body = new URLSearchParams({ ...form.values, ...fields });
      return visit(new URL(form.action, url).href, { method: "POST", body });
    },
  };
}

function readPage(url: string, status: number, html: string): OpenIdPage {
  const [, title = ""] = /<h1>(.*?)<\/h1>/.exec(html) ?? [];
  const [, head, inside = ""] = /<form\s([^>]*)>(.*?)<\/form>/s.exec(html) ?? [];
  if (head === undefined) return { url, status, title };
  const inputs = [...inside.matchAll(/<input\s([^>]*)>/g)].map(([, text = ""]) => text);
  const values = Object.fromEntries(inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]));
  return { url, status, title, form: { action: attribute(head, "action"), values } };
}

function attribute(text: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1] ?? "";
}
