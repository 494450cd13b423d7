/** Where a text stands, for a reader to go there. */
export interface Place {
  /** Path from the working folder; the URN of a Pulumi resource. */
  readonly file: string;
  /** The part of a resource that has several, such as a job's cluster. */
  readonly part?: string | undefined;
  /** Counted from 1. @default the whole file */
  readonly line?: number;
}
