// Reads what a module imports out of its syntax tree, types and lazy imports included.
import { parseSync, Visitor } from "vite";

export interface Import {
  readonly specifier: string;
  /** Loaded with the module, later on demand, or only known to the type checker. */
  readonly when: "eager" | "lazy" | "type";
}

/** Every import of `code`; a lazy import whose address is computed has the specifier "?". Throws on a syntax error. */
export const importsOf = (fileName: string, code: string): readonly Import[] => {
  const { errors, module, program } = parseSync(fileName, code);
  if (errors[0]) throw new Error(`${fileName}: ${errors[0].message}`);
  const found: Import[] = [];
  for (const { entries, moduleRequest } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    found.push({ specifier: moduleRequest.value, when: typeOnly ? "type" : "eager" });
  }
  for (const { isType, moduleRequest } of module.staticExports.flatMap((statement) => statement.entries)) {
    if (moduleRequest) found.push({ specifier: moduleRequest.value, when: isType ? "type" : "eager" });
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      const literal = source.type === "Literal" && typeof source.value === "string" ? source.value : "?";
      found.push({ specifier: literal, when: "lazy" });
    },
    TSImportType: ({ source }) => {
      found.push({ specifier: source.value, when: "type" });
    },
  }).visit(program);
  return found;
};
