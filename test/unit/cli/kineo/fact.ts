/** One thing that is known to be wrong with Kineo's request, and what finds it; or why a text cannot show it. */
export interface Fact {
  /** Section and row of the list of facts that was made of the request by hand. */
  readonly of: string;
  readonly wrong: string;
  /** `rule where @line`, several lines with commas between; on a cluster. */
  readonly found?: readonly string[];
  /** The same, where open-source Spark runs it. */
  readonly onSpark?: readonly string[];
  /** What of it, or that nothing of it, can be seen in the text. */
  readonly unseen?: string;
}
