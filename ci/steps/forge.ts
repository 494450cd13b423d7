/** Something that stands on a platform: a comment of a pull request, or an issue. */
export interface Post {
  readonly id: string;
  /** Whose it is, by the platform's number for the account; empty where the account is gone. */
  readonly author: string;
  readonly text: string;
}

/** The platform that a pipeline runs on, as far as its steps write to it. */
export interface Forge {
  /** The account that the run's token belongs to, as in `Post.author`. */
  readonly account: () => Promise<string>;
  /** Comments of the pull request that this run belongs to. */
  readonly comments: () => Promise<readonly Post[]>;
  readonly comment: (text: string) => Promise<unknown>;
  readonly editComment: (id: string, text: string) => Promise<unknown>;
  /** Open issues under the label. */
  readonly issues: (label: string) => Promise<readonly Post[]>;
  readonly openIssue: (issue: {
    readonly title: string;
    readonly text: string;
    readonly label: string;
  }) => Promise<unknown>;
  readonly editIssue: (id: string, text: string) => Promise<unknown>;
  readonly closeIssue: (id: string) => Promise<unknown>;
}

/** A run's environment, by its platform's own names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Ends a step with its message alone. */
export class StepError extends Error {
  override readonly name = "StepError";
}

/**
 * A variable that the platform or the pipeline's file has to set.
 * @throws StepError naming it
 */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") {
    throw new StepError(`${name} is not set; ci/README.md says what a pipeline has to set`);
  }
  return value;
}
