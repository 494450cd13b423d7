import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { startWorkspace, testFolder, type Workspace } from "./workspace.ts";

/** The sandbox of all tests of a file: it starts before the first of them, and is gone after the last. */
export function sharedWorkspace(name: string): Workspace {
  const folder = testFolder(name);
  let started: Workspace | undefined;
  const workspace = () => started ?? expect.unreachable("the sandbox has not started");
  beforeAll(async () => {
    started = await startWorkspace(join(folder, "home"), "dev");
  });
  afterAll(async () => {
    await started?.stop();
    rmSync(folder, { recursive: true });
  });
  return {
    get home() {
      return workspace().home;
    },
    get url() {
      return workspace().url;
    },
    get pid() {
      return workspace().pid;
    },
    get warehouse() {
      return workspace().warehouse;
    },
    call: (...request) => workspace().call(...request),
    sql: (...request) => workspace().sql(...request),
    rows: (...request) => workspace().rows(...request),
    stop: () => workspace().stop(),
  };
}
