export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Count = { passed: 0, failed: 0 };

export function add(one: Count, other: Count): Count {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

export function line({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

/** What is read of vitest's JSON report. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts a run of vitest so that nothing that did not pass is lost: a file that does not load, a test that was skipped
 * (by hand, or because its `beforeAll` failed), an error outside every test, a run without tests, no report at all.
 */
export function countRun(
  exitCode: number,
  report: VitestReport | undefined,
): Count & { readonly note?: string } {
  if (report === undefined)
    return { ...NOTHING, failed: 1, note: `vitest ended with ${exitCode} and without a report` };
  let passed = 0;
  let failed = 0;
  const notes: string[] = [];
  for (const file of report.testResults) {
    const notPassed = file.assertionResults.filter(({ status }) => status !== "passed");
    passed += file.assertionResults.length - notPassed.length;
    failed += notPassed.length;
    const skipped = notPassed.filter(({ status }) => status !== "failed").length;
    if (skipped > 0) notes.push(`${skipped} did not run in ${file.name}`);
    if (file.status !== "passed" && notPassed.length === 0) {
      failed += 1;
      notes.push(`${file.name} failed outside its tests`);
    }
  }
  if (passed + failed === 0) return { passed, failed: 1, note: "no tests were found" };
  if (exitCode !== 0 && failed === 0) return { passed, failed: 1, note: "an error outside every test" };
  return notes.length > 0 ? { passed, failed, note: notes.join("; ") } : { passed, failed };
}
