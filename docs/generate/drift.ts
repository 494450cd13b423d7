import { kindInWords } from "../../src/drift/sentences.ts";
import { BACKEND_DEFAULTS } from "../../src/catalog/fields/backend-defaults.ts";
import { OF_THE_ENGINE } from "../../src/provider/table-layout/keys.ts";

/** What is never reported as drift, with the reason of each. */
export function driftPage(): string {
  return [
    "# What is never drift",
    "",
    "Written by `npm run docs` from `src/catalog/fields/` and `src/provider/table-layout/keys.ts`. Servers and engines add to what was declared; `npx lakewright drift` takes none of this for a change that somebody made. A field counts with all that is under it, `*` stands for anything, and clusters of jobs are as other clusters are. A field that neither stands here nor is known to be set by people is told under “besides”, and not judged.",
    "",
    "| of | field | with the value | why |",
    "|---|---|---|---|",
    ...BACKEND_DEFAULTS.map(({ kind, fields, values = [], sameAs, onlyFor, why }) =>
      row(
        kindInWords(kind),
        fields,
        [
          ...values.map(code),
          ...(sameAs === undefined ? [] : [`that of ${code(sameAs)}`]),
          ...(onlyFor === undefined ? [] : ["of those who deploy"]),
        ].join(", "),
        why,
      ),
    ),
    ...OF_THE_ENGINE.map(({ key, why }) => row("table", [keyText(key)], "", why)),
    "",
  ].join("\n");
}

function row(...[of, fields, value, why]: readonly [string, readonly string[], string, string]): string {
  return `| ${of} | ${fields.map(code).join(", ")} | ${value} | ${why} |`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

/** A pattern of keys as people write one. */
function keyText({ source }: RegExp): string {
  const text = source.replaceAll(/[\\^$]/g, "");
  return source.endsWith("$") ? text : `${text}*`;
}
