/**
 * Told what happens, a line each. Progress is a line that the next one replaces; whoever reports it ends it with a line
 * that stays.
 */
export type Report = (line: string, kind?: "progress") => void;

/** Progress of `go build`, which says nothing by itself but, with -v, the name of each package it compiled. */
export interface PackageCounter {
  start(label: string, report: Report): PackageProgress;
}

export interface PackageProgress {
  /** Every package the program consists of, once known. */
  expect(packages: readonly string[]): void;
  /** Told each line `go build -v` writes. */
  readonly compiled: (line: string) => void;
  stop(): void;
}

/** Packages compiled for one program are not compiled again for the next, so one counter serves a whole build. */
export function countingPackages(every = 2_000): PackageCounter {
  const compiled = new Set<string>();
  return {
    start(label, report) {
      const started = Date.now();
      let expected: readonly string[] | undefined;
      const line = (): string => {
        const took = duration(Date.now() - started);
        if (expected === undefined) return `Building ${label}: fetching modules, ${took}`;
        const done = expected.filter((name) => compiled.has(name)).length;
        // Linking comes last and says nothing; on a slow machine it takes as long as many packages.
        if (done === expected.length) return `Building ${label}: linking, ${took}`;
        return `Building ${label}: ${done} of ${expected.length} packages, ${took}`;
      };
      report(`Building ${label} …`);
      const timer = setInterval(() => {
        report(line(), "progress");
      }, every);
      return {
        expect(packages) {
          expected = packages;
        },
        compiled(name) {
          if (!name.startsWith("go: ")) compiled.add(name);
        },
        stop() {
          clearInterval(timer);
          report(`Built ${label} in ${duration(Date.now() - started)}`);
        },
      };
    },
  };
}

export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
