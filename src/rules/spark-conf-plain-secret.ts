import { looksSecret } from "../redaction/patterns.ts";
import { eachEntry, launch } from "./conf.ts";
import type { Rule } from "./finding.ts";

/** Keys that hold a credential and nothing else: of the clouds' file systems, and whatever ends in such a word. */
const HOLDS_A_SECRET =
  /(^|\.)fs\.azure\.(account\.key|sas)\.|[._-](password|passwd|secret|token|(access|secret|api|private)[._-]?key)$/i;

/** Values that are none: a reference, a switch, a number. */
const IS_NONE = /^\s*(\{\{secrets\/[^}]+\}\}|true|false|\d*)\s*$/i;

export const sparkConfPlainSecret: Rule = {
  id: "spark-conf/plain-secret",
  severity: "warning",
  reason:
    "Whoever may see the cluster reads its Spark conf, and so does whoever reads the repository, the state and the logs.",
  source: "Databricks, Secrets: referencing a secret in a Spark configuration property",
  example: launch(
    { "spark.hadoop.fs.s3a.secret.key": "wJalrXUtnFEMI/K7MDENG" },
    { "spark.hadoop.fs.s3a.secret.key": "{{secrets/storage/key}}" },
  ),
  check({ confs }) {
    return eachEntry(confs, ({ key, value }) => {
      if (IS_NONE.test(value) || !(HOLDS_A_SECRET.test(key) || looksSecret(value))) return [];
      return [
        {
          message: "a secret stands in plain text",
          instead: "{{secrets/scope/key}}, with the secret in a secret scope",
        },
      ];
    });
  },
};
