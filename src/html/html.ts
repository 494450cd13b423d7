import { htmlEscaped } from "../text/escapes.ts";
import { visible } from "../text/visible.ts";

/** Markup that is written as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | false | readonly Part[];

/** Markup with values in it; a value that is no markup itself is text, and nothing in it is read as markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, at) => string + written(parts[at])).join(""));
}

function written(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return htmlEscaped(visible(String(part)));
}
