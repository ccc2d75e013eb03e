// The pages of the tests' OpenID provider: signing in with consent, and typing a device code.
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Configuration, InteractionResults, Provider } from "oidc-provider";
import { offeredScopes, personNamed } from "./openIdPeople.ts";

/** Answers `/interaction/…`: the person signs in and consents in one step, or cancels. */
export async function answerInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const { login_hint: hint } = params;
  const form = new URLSearchParams(request.method === "POST" ? await text(request) : "");
  const person = personNamed(form.get("username") ?? "");
  const signsIn = person !== undefined && person.password === form.get("password");
  if (form.get("press") !== "cancel" && !signsIn) {
    response.setHeader("content-type", "text/html");
    response.end(page("Sign in", signInForm(typeof hint === "string" ? hint : "")));
    return;
  }
  const results: InteractionResults = signsIn
    ? await consented(provider, person.sub, String(params["client_id"]))
    : { error: "access_denied", error_description: "The person cancelled" };
  await provider.interactionFinished(request, response, results, { mergeWithLastSubmission: false });
}

async function consented(provider: Provider, accountId: string, clientId: string): Promise<InteractionResults> {
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(["openid", "profile", "offline_access", ...offeredScopes].join(" "));
  return { login: { accountId }, consent: { grantId: await grant.save() } };
}

/** The provider makes the forms for codes; a person can also refuse one. */
export const devicePages = {
  enabled: true,
  userCodeInputSource: (ctx, form, _, error) => {
    ctx.body = page(error === undefined ? "Enter the code" : "That code is not known", form);
  },
  userCodeConfirmSource: (ctx, form) => {
    ctx.body = page("Is this yours?", form);
  },
  successSource: (ctx) => {
    ctx.body = page("Signed in on the device", "");
  },
} satisfies NonNullable<NonNullable<Configuration["features"]>["deviceFlow"]>;

const page = (title: string, body: string): string => `<!doctype html><h1>${title}</h1>${body}`;

const signInForm = (username: string): string => `<form method="post" action="">
<input type="text" name="username" value="${encodeURI(username)}"/><input type="password" name="password" value=""/>
</form>`;
