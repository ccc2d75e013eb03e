// `tokentray practice`: keeps the practice tenant running, for other programs to sign in to.
import { plainJson } from "../../shared/plainJson.ts";
import {
  companyPeople,
  companyTenant,
  practicePageWords,
  practicePeople,
  practiceTenant,
  type PracticePerson,
} from "../../shared/practicePeople.ts";
import { answerWords } from "../../shared/terminalWords.ts";
import { interrupted } from "../node/interruption.ts";
import type { Command, Host } from "./command.ts";
import { exitCodes } from "./exitCodes.ts";
import { readOptions } from "./options.ts";
import { reportUsage } from "./report.ts";
import { table } from "./table.ts";

export const practiceCommand: Command = { run, untilInterrupted: true };

async function run(args: readonly string[], { terminal, open }: Host): Promise<number> {
  const read = readOptions(args, { json: { type: "boolean" }, forget: { type: "boolean" } });
  if (!read.ok) return reportUsage(terminal, "practice", read.problem, args);
  const { practice } = open();
  if (read.values.forget === true) await practice.forget();
  const place = endpointsOf(await practice.start());
  await terminal.out(read.values.json === true ? `${plainJson(facts(place), 2)}\n` : page(place));
  terminal.err(`${answerWords.practiceRuns}\n`);
  // The tenant's own listener keeps the process alive until then.
  await interrupted(terminal.interruption);
  await practice.stop();
  return exitCodes.ok;
}

type Endpoints = ReturnType<typeof endpointsOf>;

function endpointsOf({ origin, authority }: { readonly origin: string; readonly authority: string }) {
  return {
    authority,
    token: `${authority}/oauth2/v2.0/token`,
    metadata: `${authority}/v2.0/.well-known/openid-configuration`,
    keys: `${authority}/discovery/v2.0/keys`,
    me: `${origin}/v1.0/me`,
    device: `${origin}/device`,
    companyAuthority: `${origin}/${companyTenant.tenantId}`,
    companyApp: `${origin}/company/app`,
  };
}

function facts(endpoints: Endpoints): Readonly<Record<string, unknown>> {
  const { tenantId, domain, clientId, confidentialClientId, scopes } = practiceTenant;
  return {
    practice: true,
    endpoints,
    tenantId,
    domain,
    clientId,
    confidentialClientId,
    scopes,
    people: practicePeople,
    company: { ...companyTenant, people: companyPeople },
  };
}

function page(endpoints: Endpoints): string {
  const { title, warning, peopleHeading, peopleColumns, endpointsHeading, appHeading, labels } = practicePageWords;
  const app = [
    [labels.clientId, practiceTenant.clientId],
    [labels.confidentialClientId, practiceTenant.confidentialClientId],
    [labels.companyClientId, companyTenant.clientId],
    [labels.scopes, practiceTenant.scopes.join(" ")],
  ];
  const places = Object.entries(endpoints).map(([name, url]) => [labels[name as keyof Endpoints], url]);
  return [
    `${title}\n${warning}\n`,
    `${endpointsHeading}\n${table(places)}`,
    `${appHeading}\n${table(app)}`,
    `${peopleHeading}\n${table([peopleColumns, ...practicePeople.map(rowOf)])}`,
    `${labels.companyHeading}\n${table([peopleColumns, ...companyPeople.map(rowOf)])}`,
  ].join("\n");
}

function rowOf({ name, username, password, summary }: PracticePerson): readonly string[] {
  return [name, username, password, summary];
}
