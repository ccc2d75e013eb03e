// Faults in keeping what was got: on disks that refuse, beside other programs, over clocks that jump and days on end.
import { unit, type Fault } from "./fault.ts";

const accounts = "electron/core/tokens/accounts.ts";
const files = "electron/node/files.ts";

export const keepingFaults: readonly Fault[] = [
  {
    name: "A program that remembers the last use takes an older refresh token back to the disk",
    file: accounts,
    find: "const newest = await accounts.reread(accountId);",
    replace: "const newest = await Promise.resolve(records.get(accountId));",
    test: unit("scenarios/sharedVault.test.ts", "a program that only remembers when an account was last used"),
  },
  {
    name: "A record damaged under a running program is gone at the next start",
    file: accounts,
    find: 'if (read.kind === "damaged") await accounts.save(mine);',
    replace: "",
    test: unit("endurance/damagedRecords.test.ts", "a record that is damaged while its account is in memory"),
  },
  {
    name: "A full disk is filled further with parts of files",
    file: files,
    find: `worse.
      await removeFile(beside).catch(() => undefined);`,
    replace: "worse.",
    test: unit("node/files.test.ts", "leave no part of what could not be written whole"),
  },
  {
    name: "A record that others may read stays open to them",
    file: files,
    find: "if ((mode & 0o077) === 0) return;",
    replace: "if ((mode & 0o777) !== 0) return;",
    test: unit("endurance/damagedRecords.test.ts", "what others may read by now is closed to them again"),
  },
  {
    name: "Locks and takeovers of the dead lie about for ever",
    file: "electron/core/accountLock.ts",
    find: "await clear(files, createWatch(files), name, lockText(files, clock));",
    replace: "await createWatch(files).holderOf(name);",
    test: unit("core/accountLock.test.ts", "removes their locks and half-done takeovers"),
  },
  {
    name: "A lock that could not be given back stands in the program's own way",
    file: "electron/core/vault.ts",
    find: "kept.set(accountId, lock);",
    replace: "kept.clear();",
    test: unit("endurance/fullDisk.test.ts", "a lock that could not be given back"),
  },
  {
    name: "What was planned before the clock was set back comes a day late",
    file: "electron/core/tokens/schedule.ts",
    find: "if (isFromFuture(lastLookAt, now)) for",
    replace: "if (isFromFuture(lastLookAt, Infinity)) for",
    test: unit("endurance/clockSetBack.test.ts", "with the clock put back a day and nobody asking"),
  },
  {
    name: "A program quits before its settings are stored",
    file: "electron/core/app.ts",
    find: "await settings.finish();",
    replace: "void settings.finish();",
    test: unit("endurance/damagedRecords.test.ts", "a connection that was saved just before quitting"),
  },
  {
    name: "A request goes out on a connection that the server has just ended",
    file: "electron/node/fetch.ts",
    find: "if (idle.has(key)) await",
    replace: 'if (idle.has(key) && key === "") await',
    test: unit("endurance/keptConnections.test.ts", "a server that closes after each answer without saying so"),
  },
  {
    name: "Every request leaves something behind in memory",
    file: "electron/core/http.ts",
    find: 'forget: () => signal.removeEventListener("abort", listener)',
    replace: "forget: () => undefined",
    test: unit("core/http.test.ts", "is listened to no more after an answer"),
  },
];
