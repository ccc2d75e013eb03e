// The grants that trade an assertion of the federated domain for tokens (RFC 7522).
import { isRefusal } from "../errors.ts";
import { required } from "../form.ts";
import { type Grant, unmetChallenge } from "../grant.ts";
import { readScopes } from "../scopes.ts";
import type { SamlVersion } from "./names.ts";

/** What reads an assertion is loaded when the first one comes. */
export function samlGrant(version: SamlVersion): Grant {
  return {
    overCommon: true,
    viaRedirect: false,
    async authorise({ form }, services) {
      const assertion = required(form, "assertion");
      if (isRefusal(assertion)) return assertion;
      const scope = required(form, "scope");
      if (isRefusal(scope)) return scope;
      const asked = readScopes(scope.value);
      if (isRefusal(asked)) return asked;
      const { personOfAssertion } = await import("./personOfAssertion.ts");
      const person = await personOfAssertion(assertion.value, version, services);
      if (isRefusal(person)) return person;
      return unmetChallenge(form, false) ?? { person, scope: scope.value, asked, secondFactor: false };
    },
  };
}
