// Who has let which app do what: by their own word, by an admin's, or from the start.
import type { PracticePerson } from "../../shared/practicePeople.ts";
import type { App } from "./apps.ts";
import { adminScopes, type Resource } from "./resources.ts";
import type { ConsentRecord } from "./state.ts";

/** Stands for all people of a tenant. */
export const everyone = "everyone";

export interface Consents {
  grant(clientId: string, who: string, resource: Resource, scopes: readonly string[]): void;
  withdraw(clientId: string): void;
  /** Scopes of this resource that the app may use for this person. */
  held(app: App, person: PracticePerson, resource: Resource): ReadonlySet<string>;
  /** Whether the app may sign this person in at all: that comes with the first consent. */
  any(app: App, person: PracticePerson): boolean;
  records(): readonly ConsentRecord[];
}

export function createConsents(saved: readonly ConsentRecord[], changed: () => void): Consents {
  let kept = saved;

  function given(app: App, { username }: PracticePerson): readonly ConsentRecord[] {
    return kept.filter(({ clientId, who }) => clientId === app.clientId && (who === everyone || who === username));
  }

  return {
    grant(clientId, who, { audience }, scopes) {
      const isSame = (each: ConsentRecord) =>
        each.clientId === clientId && each.who === who && each.audience === audience;
      const before = kept.find(isSame)?.scopes ?? [];
      const record = { clientId, who, audience, scopes: [...new Set([...before, ...scopes])] };
      kept = [...kept.filter((each) => !isSame(each)), record];
      changed();
    },
    withdraw(clientId) {
      kept = kept.filter((each) => each.clientId !== clientId);
      changed();
    },
    held(app, person, resource) {
      const here = given(app, person).filter(({ audience }) => audience === resource.audience);
      return new Set([...fromTheStart(app, person, resource), ...here.flatMap(({ scopes }) => scopes)]);
    },
    any: (app, person) => startsConsented(app, person) || given(app, person).length > 0,
    records: () => kept,
  };
}

/** Practice people need no consent for the practice app, but for those who show what its lack does. */
function startsConsented({ home }: App, { situation }: PracticePerson): boolean {
  return home === "practice" && situation !== "consentMissing";
}

function fromTheStart(app: App, person: PracticePerson, resource: Resource): readonly string[] {
  if (!startsConsented(app, person)) return [];
  const missing = person.situation === "partConsent" ? ["Mail.Read"] : [];
  return resource.scopes.filter((scope) => !adminScopes.includes(scope) && !missing.includes(scope));
}
