import { type Preview, type PreviewMessage, readUrn } from "./preview/preview.ts";
import type { Message } from "./report.ts";
import type { Redactor } from "../redaction/redactor.ts";

/**
 * What a preview says of faults. Plugins' texts are about their resources; what the program prints by itself may
 * hold anything, and only what ended it is repeated, without the trace.
 */
export function messagesOf({ messages }: Preview, redactor: Redactor) {
  const of = (severity: PreviewMessage["severity"]) =>
    messages.filter((message) => message.severity === severity);
  const shown = (message: PreviewMessage): Message => {
    const text = redactor.text(withoutTrace(message.text));
    return message.urn === undefined ? { text } : { about: redactor.text(readUrn(message.urn).name), text };
  };
  const errors = of("error").filter(
    ({ text, urn }) => urn !== undefined || !/^(error: )?(preview|update) failed\s*$/.test(text),
  );
  return {
    errors: distinct((errors.length > 0 ? errors : of("error")).map(shown)),
    warnings: distinct(of("warning").filter(isAboutResource).map(shown)),
    withheld: [...of("warning"), ...of("info")].filter((message) => !isAboutResource(message)).length,
  };
}

/** A program may also print on behalf of its stack. */
function isAboutResource({ urn }: PreviewMessage): boolean {
  return urn !== undefined && readUrn(urn).type !== "pulumi:pulumi:Stack";
}

function withoutTrace(text: string): string {
  const lines = text

    .replaceAll(/\u001b\[[0-9;]*m/g, "")
    .replace(/^(error|warning): /, "")
    .trimEnd()
    .split("\n");
  // Where the program stands on somebody's machine helps nobody.
  return lines
    .filter((line) => !/^\s+at\s/.test(line))
    .map((line) => line.replace(/^Running program '[^']*' failed/, "Running the program failed"))
    .join("\n");
}

function distinct(messages: readonly Message[]): readonly Message[] {
  return [...new Map(messages.map((message) => [JSON.stringify(message), message])).values()];
}
