import { secretsOf } from "../redaction/environment-secrets.ts";
import { Redactor } from "../redaction/redactor.ts";
import { visible, visibleJson } from "../text/visible.ts";

/** All that a command writes goes through here, so that no secret is in it and nothing that works on a terminal. */
let redactor = new Redactor(secretsOf(process.env));

/** Keeps these out of what is written from now on, besides the environment's own. @returns what does so */
export function keepOut(secrets: readonly string[]): Redactor {
  redactor = new Redactor([...secrets, ...secretsOf(process.env)]);
  return redactor;
}

/** Data without secrets, for those who make a text of it. */
export function redacted<T>(data: T): T {
  return redactor.data(data);
}

/** @param text made of data that `redacted` has gone through */
export function print(text: string): void {
  process.stdout.write(visible(redactor.withoutKnown(text)));
}

/** Markdown, whose writers have made what is unseen visible, and put what is unseen where two things must not meet. */
export function printMarkdown(text: string): void {
  process.stdout.write(redactor.withoutKnown(text));
}

export function printJson(data: unknown): void {
  process.stdout.write(jsonText(data));
}

export function jsonText(data: unknown): string {
  return `${visibleJson(JSON.stringify(redacted(data), undefined, 2))}\n`;
}

export function printError(text: string): void {
  process.stderr.write(`${visible(redactor.text(text))}\n`);
}

/** The reader of a pipe may have gone, as `head` does: nobody is left to be told. */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(PIPE_CLOSED);
    printError(`nothing could be written to standard output: ${error.message}`);
    process.exit(1);
  });
}

/** What shells say of a program that SIGPIPE has ended. */
const PIPE_CLOSED = 128 + 13;
