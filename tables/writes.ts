import type { DeltaProperties } from "lakewright";

/** How Kineo wants every optimised table written: few files, aimed at 128 MB each. */
export const optimizedWrites = {
  "delta.autoOptimize.optimizeWrite": true,
  "delta.autoOptimize.autoCompact": true,
  "delta.targetFileSize": "128 MB",
} as const satisfies DeltaProperties;
