import type { Rule } from "./finding.ts";
import { bytesText } from "./table-facts.ts";

const GiB = 1024 ** 3;
const warmUp = { where: "maintenance.warm-up", capacity: 100 * GiB };

export const cacheWarmUp: Rule = {
  id: "cache/warm-up",
  severity: "warning",
  reason:
    "A cache that is too small drops what was read first; a warm-up of more than it holds warms nothing.",
  source: "https://docs.databricks.com/aws/en/optimizations/disk-cache",
  example: {
    wrong: { warmUps: [{ ...warmUp, bytes: 120 * GiB }] },
    right: { warmUps: [{ ...warmUp, bytes: 80 * GiB }] },
  },
  check({ warmUps }) {
    return warmUps.flatMap(({ where, at, bytes, capacity }) =>
      bytes <= capacity
        ? []
        : [
            {
              ...{ where, at },
              message: `reads ${bytesText(bytes)} ahead, and the disk cache holds ${bytesText(capacity)}`,
              instead: "fewer hot columns or days, or a larger warehouse",
            },
          ],
    );
  },
};
