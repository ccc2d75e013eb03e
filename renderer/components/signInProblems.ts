// What is wrong with what was typed into the sign-in form, by field.
import { textProblem, type TextProblem } from "./textProblem.ts";

export interface Typed {
  readonly username: string;
  readonly password: string;
  readonly scopes: string;
}
export type SignInProblems = Readonly<Partial<Record<keyof Typed, TextProblem>>>;

/** For the password form, which needs both. */
export function passwordProblems({ password, ...typed }: Typed): SignInProblems {
  return only({
    ...otherWayProblems(typed),
    username: textProblem(typed.username, 1024),
    password: textProblem(password, 10_000),
  });
}

/** For the ways that need no password, and a user name only as a hint. */
export function otherWayProblems({ username, scopes }: Omit<Typed, "password">): SignInProblems {
  return only({
    username: username === "" ? undefined : textProblem(username, 1024),
    scopes: scopes === "" ? undefined : (textProblem(scopes, 50_000) ?? (tooMany(scopes) ? "tooLong" : undefined)),
  });
}

export function scopesOf(text: string): { readonly scopes?: string[] } {
  const scopes = text.split(/[\s,]+/).filter((scope) => scope !== "");
  return scopes.length === 0 ? {} : { scopes };
}

function tooMany(text: string): boolean {
  const list = text.split(/[\s,]+/);
  return list.length > 100 || list.some((scope) => scope.length > 500);
}

function only(problems: Readonly<Record<string, TextProblem | undefined>>): SignInProblems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined));
}
