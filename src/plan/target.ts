import type { Settings } from "../config/settings.ts";

/** What a plan is made for: the settings of one stack, under the stack's name. */
export interface Target {
  /** Pulumi project of the stack: whose an object is, where several projects share a workspace. */
  readonly project: string;
  readonly stack: string;
  readonly settings: Settings;
  /** The day by which accepted findings and ends of support are judged. @default today */
  readonly today?: Date;
}
