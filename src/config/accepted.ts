import { z } from "zod";

/** A finding that may stay for a while. */
export const acceptedSchema = z.strictObject({
  /** Id of the rule. */
  rule: z.string().regex(/^[a-z-]+\/[a-z-]+$/, "a rule's id, such as cluster/memory"),
  /** Why it may stay. */
  reason: z.string().min(1, "why it may stay"),
  /** Last day it holds, in UTC. */
  until: z.iso.date("a day such as 2027-03-31").transform((day) => day as `${number}-${number}-${number}`),
});
