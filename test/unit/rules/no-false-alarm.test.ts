import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENGINES } from "../../../src/catalog/engine.ts";
import { sparkConfEntry, sparkConfHistory, sparkConfKeys } from "../../../src/catalog/spark-conf.ts";
import { keysReadByName } from "../../../src/catalog/spark-conf-unregistered.ts";
import { readText } from "../../../src/lint/readers/index.ts";
import { examine } from "../../../src/rules/index.ts";
import { type Compute, subject, type ConfSubject } from "../../../src/rules/subject.ts";
import { TODAY } from "./find.ts";

/** Errors and warnings; what is only information alarms nobody. */
function alarms(...confs: readonly ConfSubject[]) {
  return examine(subject({ confs }), { today: TODAY })
    .filter(({ severity }) => severity !== "info")
    .map(({ rule, where, message }) => [rule, where, message]);
}

const RUNTIMES = { "3.5": "16.4", "4.0": "17.3" } as const;

test.each(["cluster", "serverless", "warehouse", "spark"] as const)(
  "nothing is found in nothing, %s",
  (on) => {
    for (const setAt of ["launch", "session"] as const)
      expect(alarms({ setAt, on, entries: [] })).toEqual([]);
  },
);

test.each(ENGINES)("every key of Spark %s at its default raises no alarm, where it may be set", (engine) => {
  const entries = sparkConfKeys(engine).flatMap((key) => {
    const { default: value = "", scope } = sparkConfEntry(key, engine) ?? {};
    const old = sparkConfHistory(key, engine).renamed !== undefined;
    // In angle brackets stands what is no value: none, or another key's.
    return old || /^<.*>$/.test(value) ? [] : [{ key, value, scope }];
  });
  expect(entries.length).toBeGreaterThan(1_000);
  const runtime = RUNTIMES[engine];
  expect(alarms({ setAt: "launch", on: "spark", runtime, entries })).toEqual([]);
  const session = entries.filter(({ scope }) => scope === "session");
  expect(alarms({ setAt: "session", on: "spark", runtime, entries: session })).toEqual([]);
});

test("a key that Spark reads by its text alone is known, wherever Spark runs", () => {
  const entries = keysReadByName().map((key) => ({
    key: `${key.replace("*", "a.b")}${key.endsWith(".") ? "x" : ""}`,
    value: "1",
  }));
  for (const on of ["cluster", "spark"] satisfies Compute[]) {
    expect(alarms({ setAt: "launch", on, runtime: "16.4", entries })).toEqual([]);
  }
});

test("keys of a package that left Spark are unknown to the one without it", () => {
  const entries = [{ key: "spark.mesos.role", value: "spark" }];
  expect(alarms({ setAt: "launch", on: "spark", runtime: "17.3", entries }).map(([rule]) => rule)).toEqual([
    "spark-conf/unknown-key",
  ]);
});

test.each(["spark-defaults.conf", "fresh-session.conf", "program.py", "statements.sql"])(
  "the examples of Spark's own documentation raise no alarm: %s",
  (name) => {
    const file = `test/unit/cli/spark-documentation/${name}`;
    for (const runtime of Object.values(RUNTIMES)) {
      const { programs } = readText(file, readFileSync(file, "utf8"), { on: "spark", runtime });
      const findings = programs.flatMap((program) => program.findings);
      const judged = programs.flatMap(({ subject: found }) => examine(found, { today: TODAY }));
      // A key of the user's own stands in an example, and Spark does nothing with it.
      const alarming = [...findings, ...judged].filter(
        ({ severity, where }) => severity !== "info" && where !== "spark.some.config.option",
      );
      expect(
        alarming.map(({ rule, where, message }) => [rule, where, message]),
        runtime,
      ).toEqual([]);
    }
  },
);
