// The one table of commands that every host calls. A bug in any of them becomes a failure with an incident ID.
import type { CommandInput, CommandName, CommandValues, Handlers } from "../../shared/contract.ts";
import { done, failed, type Outcome } from "../../shared/failure.ts";
import { isLinkId, links } from "../../shared/links.ts";
import { accountHandlers, signOutAccount } from "./accountCommands.ts";
import { connectionHandlers } from "./connectionCommands.ts";
import type { Authorities } from "./authority/authority.ts";
import type { Connections } from "./connections.ts";
import type { Copying } from "./copying.ts";
import type { Checks } from "./diagnostics/checks.ts";
import { reportHandlers } from "./diagnostics/report.ts";
import { ownFailure } from "./failures.ts";
import { behindLock, type Lock } from "./lock/lock.ts";
import { interactiveHandlers } from "./interactiveCommands.ts";
import type { Log } from "./log.ts";
import type { Notices } from "./notices.ts";
import { openPage } from "./openPage.ts";
import type { Ports } from "./ports.ts";
import type { SendHttp } from "./http.ts";
import type { Preferences } from "./preferences.ts";
import { removeEverything } from "./removeEverything.ts";
import type { AdminConsents } from "./setup/adminConsent.ts";
import { setupHandlers } from "./setup/setupCommands.ts";
import type { SettingsKeeper } from "./settingsKeeper.ts";
import { prepareSignIn } from "./signIn/prepareSignIn.ts";
import type { SignIns } from "./signIn/signIns.ts";
import type { Store } from "./store.ts";
import type { Accounts } from "./tokens/accounts.ts";
import type { Schedule } from "./tokens/schedule.ts";
import type { SilentTokens } from "./tokens/silent.ts";
import type { Vault } from "./vault.ts";

export interface HandlerDeps {
  readonly ports: Ports;
  readonly store: Store;
  readonly vault: Vault;
  readonly connections: Connections;
  readonly accounts: Accounts;
  readonly tokens: SilentTokens;
  readonly schedule: Schedule;
  readonly copying: Copying;
  readonly authorities: Authorities;
  readonly checks: Checks;
  readonly http: SendHttp;
  readonly lock: Lock;
  readonly adminConsents: AdminConsents;
  readonly preferences: Preferences;
  readonly settings: SettingsKeeper;
  readonly signIns: SignIns;
  readonly notices: Notices;
  readonly log: Log;
}

export function createHandlers(deps: HandlerDeps): Handlers {
  const { ports, connections, accounts, copying, settings, signIns, notices } = deps;
  const { clock, desktop } = ports;
  const aboutAccounts = { ...deps, clock };
  const signOut = (accountId: string): Promise<void> => signOutAccount(aboutAccounts, accountId);
  const simply = (effect: () => unknown) => async (): Promise<Outcome<null>> => {
    await effect();
    return done(null);
  };

  const handlers: Handlers = {
    ...accountHandlers(aboutAccounts),
    ...connectionHandlers({ connections, accounts, settings, clock, signOut }),
    ...interactiveHandlers(deps),
    ...reportHandlers(deps),
    ...setupHandlers(deps),
    signIn: signIns.withPassword,
    prepareSignIn: (input) => simply(() => prepareSignIn(ports, connections)(input))(),
    signInWithBrowser: signIns.withBrowser,
    signInWithDeviceCode: signIns.withDeviceCode,
    runChecks: deps.checks.run,
    confirmPerson: (input) => Promise.resolve(signIns.confirmPerson(input)),
    cancelSignIn: simply(signIns.cancel),
    dismissSignIn: simply(signIns.dismiss),
    copyToken: copying.copyToken,
    copyCommand: copying.copyCommand,
    changeSettings: (input) => simply(() => deps.preferences.change(given(input)))(),
    dismissNotice: ({ noticeId }) => simply(() => notices.dismiss(noticeId))(),
    async openLink({ link }) {
      if (!isLinkId(link)) return failed(ownFailure("badInput", clock.now(), { field: "link" }));
      return openPage(ports, links[link].url);
    },
    openScreen: (screen) => simply(() => desktop.showScreen(screen))(),
    openDataFolder: simply(desktop.openDataFolder),
    removeEverything: simply(() => removeEverything({ ...deps, signOut })),
    quit: simply(desktop.quit),
    lock: simply(() => deps.lock.lock("asked")),
    unlock: deps.lock.unlock,
    shieldScreen: ({ on }) => simply(() => desktop.shieldScreen(on))(),
  };
  return guarded(deps, behindLock(handlers, deps.lock, clock));
}

/** A bug is thrown; here it is caught once, logged under an ID, and shown as such. */
function guarded({ log, ports }: HandlerDeps, handlers: Handlers): Handlers {
  const guard =
    <N extends CommandName>(name: N) =>
    async (input: CommandInput<N>): Promise<Outcome<CommandValues[N]>> => {
      try {
        return await (handlers[name] as (input: CommandInput<N>) => Promise<Outcome<CommandValues[N]>>)(input);
      } catch (error) {
        return failed(ownFailure("unexpected", ports.clock.now(), { incidentId: log.bug(error) }));
      }
    };
  const names = Object.keys(handlers) as CommandName[];
  return Object.fromEntries(names.map((name) => [name, guard(name)])) as unknown as Handlers;
}

/** Only the settings that were named. */
function given(input: CommandInput<"changeSettings">): Parameters<SettingsKeeper["change"]>[0] {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
