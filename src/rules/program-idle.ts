import type { Rule } from "./finding.ts";

export const programIdle: Rule = {
  id: "program/idle",
  severity: "info",
  reason: "What is written down and not used sets nothing, whatever it says.",
  source: "the file itself",
  example: {
    wrong: {
      idle: [
        {
          ...{ where: "memory_configs", what: "4 Spark keys" },
          why: "tune_memory returns it, and nothing here calls that",
        },
      ],
    },
    right: { idle: [] },
  },
  check({ idle }) {
    return idle.map(({ where, at, what, why }) => ({
      ...{ where, at, message: `holds ${what}, and ${why}` },
      instead: "use it, or take it away",
    }));
  },
};
