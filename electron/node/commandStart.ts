// How a person who reads a command called this program: a checkout has no `tokentray` of its own.

export const checkoutCommand = "npm run -s tokentray --";

export interface Started {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv?: readonly string[];
}

export function commandStart({ env, argv = [] }: Started = process): string {
  const script = env["npm_lifecycle_event"];
  const byNpm = script === "tokentray" || (script === "start" && env["npm_package_name"] === "tokentray");
  return byNpm || isInCheckout(argv[1] ?? "") ? checkoutCommand : "tokentray";
}

/** Installed, it is started by a link of its own name, or (on Windows) from among the global packages. */
function isInCheckout(file: string): boolean {
  return /[\\/]electron[\\/]launch[\\/](?:tokentray|start)\.mjs$/.test(file) && !/[\\/]node_modules[\\/]/.test(file);
}
