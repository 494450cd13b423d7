/** A finding that may stay for a while, said in the file that it concerns. */
export interface Accepted {
  /** Id of the rule, such as `layout/small-partitions`. */
  readonly rule: string;
  /** Why it may stay. */
  readonly reason: string;
  /** Last day it holds, in UTC, `2027-03-31`; the finding is back the day after. */
  readonly until: `${number}-${number}-${number}`;
}
