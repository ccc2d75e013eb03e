// A tiny browser for the practice tenant's pages: reads forms, fills them in, keeps cookies, stops at foreign redirects.
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import type { PracticePerson } from "../../shared/practicePeople.ts";

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What a person reads: markup gone, characters decoded. */
  readonly text: string;
  readonly title: string;
  readonly forms: readonly PageForm[];
  /** Where a redirect leads; the page is empty then. */
  readonly location: URL | undefined;
}

export interface PageForm {
  readonly action: string;
  /** Names and values as they stand, ticked boxes only. */
  readonly values: Readonly<Record<string, string>>;
  readonly boxes: readonly string[];
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly text: string }[];
}

export interface Browser {
  open(url: string): Promise<Page>;
  /** Fills fields in and presses a button by its words; a box is ticked by `true`, cleared by `false`. */
  submit(page: Page, fields?: Readonly<Record<string, string | boolean>>, button?: string): Promise<Page>;
}

export function openBrowser(tenant: Pick<PracticeTenant, "origin">): Browser {
  let cookie: string | undefined;

  async function visit(url: string, init: RequestInit = {}): Promise<Page> {
    const headers = { ...(init.headers as Record<string, string>), ...(cookie !== undefined && { cookie }) };
    const response = await fetch(url, { redirect: "manual", ...init, headers });
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return readPage(url, response);
  }

  return {
    open: (url) => visit(url),
    submit(page, fields = {}, button) {
      const form = page.forms.find(
        ({ buttons }) => button === undefined || buttons.some(({ text }) => text === button),
      );
      if (form === undefined) throw new Error(`No form with the button ${button ?? "(any)"} on "${page.title}".`);
      const pressed = form.buttons.find(({ text }) => button === undefined || text === button);
      const body = new URLSearchParams(form.values);
      for (const [name, value] of Object.entries(fields)) {
        if (!(name in form.values) && !form.boxes.includes(name))
          throw new Error(`No field ${name} on "${page.title}".`);
        if (value === false) body.delete(name);
        else body.set(name, value === true ? "yes" : value);
      }
      if (pressed !== undefined && pressed.name !== "") body.set(pressed.name, pressed.value);
      const headers = { Origin: tenant.origin };
      return visit(new URL(form.action, page.url).href, { method: "POST", body, headers });
    },
  };
}

/** Goes on through sign-in and second proof as this person would; stops at whatever comes then. */
export async function signInOnPages(browser: Browser, page: Page, person: PracticePerson): Promise<Page> {
  const { username, password } = person;
  const next = await browser.submit(page, { username, password }, "Sign in");
  return next.text.includes("Your number is") ? browser.submit(next, { number: numberOn(next) }, "Approve") : next;
}

/** What the other device shows. */
export function numberOn(page: Page): string {
  const number = /<b>\s*(\d\d)\s*<\/b>/.exec(page.html)?.[1];
  if (number === undefined) throw new Error(`No number on "${page.title}".`);
  return number;
}

async function readPage(url: string, response: Response): Promise<Page> {
  const html = await response.text();
  const location = response.headers.get("location");
  const body = html.replace(/<style>.*?<\/style>/s, "");
  return {
    url,
    status: response.status,
    headers: response.headers,
    html,
    text: decode(body.replace(/<[^>]*>/g, " ")).replace(/\s+/g, " "),
    title: decode(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? "").trim(),
    forms: [...html.matchAll(/<form\s([^>]*)>(.*?)<\/form>/gs)].map(([, head = "", inside = ""]) =>
      readForm(head, inside),
    ),
    location: location === null ? undefined : new URL(location, url),
  };
}

function readForm(head: string, inside: string): PageForm {
  const inputs = [...inside.matchAll(/<(?:input|textarea|select)\s([^>]*)>/g)].map(([, text = ""]) => text);
  const isBox = (input: string) => attribute(input, "type") === "checkbox";
  const kept = inputs.filter((input) => !isBox(input) || /\schecked/.test(input));
  return {
    action: attribute(head, "action"),
    values: Object.fromEntries(kept.map((input) => [attribute(input, "name"), attribute(input, "value")])),
    boxes: inputs.filter(isBox).map((input) => attribute(input, "name")),
    buttons: [...inside.matchAll(/<button\s([^>]*)>(.*?)<\/button>/gs)].map(([, text = "", label = ""]) => ({
      name: attribute(text, "name"),
      value: attribute(text, "value"),
      text: decode(label).trim(),
    })),
  };
}

function attribute(text: string, name: string): string {
  return decode(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1] ?? "");
}

function decode(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
