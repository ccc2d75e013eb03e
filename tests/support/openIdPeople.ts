// Who can sign in at the tests' OpenID provider, and for what.

export interface OpenIdPerson {
  readonly sub: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
}

export const ann: OpenIdPerson = {
  sub: "user-0001",
  username: "ann@openid.test",
  password: "Käse & 100% +sugar=?",
  name: "Ann Example",
};

export const people: readonly OpenIdPerson[] = [ann];

export const offeredScopes = ["api.read", "api.write", "mail.read"];

export function personNamed(username: string): OpenIdPerson | undefined {
  return people.find((person) => person.username === username);
}
