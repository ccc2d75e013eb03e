// Inputs that a page gone bad might send: anything at all, and what comes near to a command's own input.
import * as fc from "fast-check";
import * as z from "zod/mini";
import { commandSchemas, type CommandName } from "../../shared/contract.ts";

/** As much of JSON Schema as the commands' schemas turn into. */
interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly maxLength?: number;
}

const nasty = fc.constantFrom(
  "",
  " ",
  "__proto__",
  "constructor",
  "../../../../etc/passwd",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "https://user:pass@evil.example/",
  "http://169.254.169.254/latest/meta-data",
  "https://lоgin.microsoftonline.com",
  "\u0000",
  "\ud800",
  "‮evil",
  "%00%0d%0aSet-Cookie: a=b",
  "'; DROP TABLE tokens; --",
  "{{constructor.constructor('return process')()}}",
  "a".repeat(20_001),
);

const anything = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true, maxDepth: 2 }),
  },
  { weight: 2, arbitrary: nasty },
  { weight: 1, arbitrary: fc.constant(Object.assign(Object.create(null) as object, { accountId: "x" })) },
  { weight: 1, arbitrary: fc.constant(JSON.parse('{"__proto__":{"confirmed":true}}') as unknown) },
);

/** `known`: IDs that exist, so that what passes the schema reaches something. */
export function hostileInput(name: CommandName, known: readonly string[]): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(commandSchemas[name], { unrepresentable: "any" }) as Shape;
  const near = nearly(shape, known);
  const spoiled = fc
    .tuple(near, fc.string({ maxLength: 12 }), anything)
    .map(([input, field, value]) => ({ ...(input as object), [field]: value }));
  return fc.oneof(
    { weight: 3, arbitrary: near },
    { weight: 2, arbitrary: spoiled },
    { weight: 1, arbitrary: anything },
  );
}

function nearly(shape: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map((each) => nearly(each, known)));
  if (shape.enum !== undefined) return fc.oneof(fc.constantFrom(...shape.enum), nasty);
  if (shape.const !== undefined) return fc.oneof(fc.constant(shape.const), anything);
  if (shape.type === "object") {
    const fields = Object.entries(shape.properties ?? {}).map(
      ([name, each]) => [name, orElse(nearly(each, known))] as const,
    );
    return fc.record(Object.fromEntries(fields), { requiredKeys: [...(shape.required ?? [])] });
  }
  if (shape.type === "array") return fc.array(nearly(shape.items ?? {}, known), { maxLength: 5 });
  if (shape.type === "boolean") return fc.boolean();
  if (shape.type === "integer" || shape.type === "number") return fc.oneof(fc.integer(), fc.double());
  const text = fc.string({ unit: "binary", maxLength: Math.min(shape.maxLength ?? 50, 50) });
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 2, arbitrary: text }, nasty);
}

/** Mostly as it should be, now and then something else. */
function orElse(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: anything });
}
