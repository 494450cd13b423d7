import { secretsOf } from "./environment-secrets.ts";
import { visible } from "../text/visible.ts";
import { Redactor } from "./redactor.ts";

const redactor = new Redactor(secretsOf(process.env));

/** What a program says, for a console and a log that others read as well: without credentials of the environment, too. */
export function redactText(text: string): string {
  return visible(redactor.text(text));
}
