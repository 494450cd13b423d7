import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";

const WORKERS = /\bauto-?scaling\b[^.\n\d]{0,20}(\d+)\s*(?:-|–|to)\s*(\d+)\s+(?:nodes|workers)\b/i;
const MEMORY = /\b(\d+)\s*(GB|TB)\+?\s+(?:of\s+)?(?:total\s+)?cluster memory\b/i;

/**
 * What a page promises in words of a cluster: the sum of its memory, and within which bounds it scales. Both must be
 * said. The sum is taken to hold at the most workers, which is the least that can be meant by it.
 */
export function readProse(from: Fragment): readonly Fact[] {
  const [workers, memory] = [WORKERS.exec(from.text), MEMORY.exec(from.text)];
  if (workers === null || memory === null) return [];
  return [
    {
      kind: "cluster",
      cluster: {
        ...{ where: "cluster", kind: "all-purpose", at: placeAt(from, memory.index) },
        workers: { min: Number(workers[1]), max: Number(workers[2]) },
        promise: { memory: `${Number(memory[1])} ${(memory[2] ?? "").toUpperCase()}`, at: "max" },
      },
    },
  ];
}
