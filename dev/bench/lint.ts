import { readText } from "../../src/lint/readers/index.ts";
import { examine } from "../../src/rules/index.ts";

const TABLES = 1_000;
const CONFS = 200;
const ROUNDS = 5;

// npm run bench:lint: what it takes to read and judge a script of many tables and a file of many keys.
const tables = Array.from(
  { length: TABLES },
  (_, at) => `CREATE TABLE gold.t${at} (id BIGINT, day DATE, status STRING) PARTITIONED BY (day)
TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'true');
OPTIMIZE gold.t${at} ZORDER BY (id, day);
SELECT * FROM gold.t${at} a JOIN gold.t${(at + 1) % TABLES} b ON a.id = b.id WHERE a.status = 'x';`,
).join("\n");
// Half of them misspelt: looking for what was meant is the dear part.
const confs = Array.from(
  { length: CONFS },
  (_, at) => `spark.sql.shuffle.${at % 2 === 0 ? "partitions" : `partitons${at}`} 200`,
).join("\n");

const times = Array.from({ length: ROUNDS }, () => {
  const start = performance.now();
  const today = new Date();
  const findings = [
    { file: "tables.sql", text: tables },
    { file: "spark-defaults.conf", text: confs },
  ].flatMap(({ file, text }) => {
    const { programs } = readText(file, text, { on: "cluster", runtime: "17.3" });
    return programs.flatMap(({ subject, accepted }) => examine(subject, { accepted, today }));
  });
  return { took: performance.now() - start, findings: findings.length };
});
const list = times.map(({ took }) => took.toFixed(0)).join(", ");
process.stdout.write(
  `${TABLES} tables and ${CONFS} confs, ${times[0]?.findings ?? 0} findings: ${list} ms\n`,
);
