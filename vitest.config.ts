import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Declarations are data: what table files import need not load Pulumi.
  resolve: { alias: { lakewright: join(import.meta.dirname, "src", "declarations.ts") } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          // Milliseconds alone; the few that start a program wait for a busy machine.
          testTimeout: 30_000,
          // Pure functions share nothing, so their modules may be loaded once for all files.
          isolate: false,
          // The cores of CI: hardly one waits.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: { name: "component", include: ["test/component/**/*.test.ts"], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: "sandbox",
          include: ["test/sandbox/**/*.test.ts"],
          // A start of Spark alone takes a busy machine more than a minute.
          testTimeout: 400_000,
          hookTimeout: 600_000,
          // Each file has a Spark of its own, which waits as often as it works.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "scenario",
          include: ["test/scenarios/**/*.test.ts"],
          testTimeout: 900_000,
          hookTimeout: 600_000,
          globalSetup: ["test/scenarios/support/seed.ts"],
          maxWorkers: 2,
        },
      },
    ],
  },
});
