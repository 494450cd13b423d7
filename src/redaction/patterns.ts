import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { withoutAssigned } from "./assignments.ts";
import { HIDDEN } from "./known-secrets.ts";

/** The text without what is a secret by its look. The time it takes grows with the length, no faster. */
export function withoutSecretTexts(text: string): string {
  if (text.length < SHORTEST) return text;
  let clean = withoutRanges(text, published(text));
  for (const [pattern, instead] of TEXTS) clean = clean.replace(pattern, instead);
  return withoutAssigned(clean);
}

/** Whether a value alone looks like a secret. */
export function looksSecret(value: string): boolean {
  return withoutSecretTexts(value) !== value;
}

/** The shortest thing that a pattern finds: `pwd=x`. */
const SHORTEST = 5;

/**
 * What is a secret wherever it stands. Each is bounded in what it repeats, so that no text makes it slow.
 * Sources: the formats that the vendors document; what a kept list has (see `published`) is not repeated here, except
 * where that leaves out what looks like an example.
 */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  // Databricks: personal access tokens, and what its services give each other.
  [/\b(?:dapi|dose|dkea|dsapi)[0-9a-f]{32}(?:-\d{1,3})?\b/gi, HIDDEN],
  [/\bpul-[0-9a-f]{40}\b/gi, HIDDEN],
  [/\b(?:gh[opsur]_\w{16,255}|github_pat_\w{16,255}|glpat-[\w-]{16,255}|xox[a-z]-[\w-]{8,255})/g, HIDDEN],
  [/(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]{1,255}/g, `$1${HIDDEN}`],
  [/\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g, HIDDEN],
  [/\beyJ[\w-]{8,8192}\.[\w-]{8,8192}\.[\w-]{0,8192}/g, HIDDEN],
  // A storage account's key: 64 bytes in base64.
  [/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==/g, HIDDEN],
  [/((?<![\w])(?:sig|signature|x-amz-signature)=)[\w%+/=.-]{8,512}/gi, `$1${HIDDEN}`],
  [/\b(bearer|basic)\s{1,8}(?=[\w.~+/=-]{0,256}[\d=+/._~-]\w)[\w.~+/=-]{8,8192}/gi, `$1 ${HIDDEN}`],
  [/(:\/\/[^\s/:@'"]{0,256}:)[^\s'"]{1,256}@(?=[\w.[])/g, `$1${HIDDEN}@`],
  [/(:\/\/)[\w-]{20,512}@(?=[\w.[])/g, `$1${HIDDEN}@`],
  [/(jdbc:oracle:\w{1,16}:[^\s/@'"]{1,128}\/)[^\s@'"]{1,256}@/gi, `$1${HIDDEN}@`],
  // Google, Azure's client secrets, HashiCorp Vault, GitLab's other tokens.
  [
    /\bAIza[\w-]{35}|\bya29\.[\w-]{20,2048}|\b[\w~.-]{3}8Q~[\w~.-]{31,34}|\bhvs\.[\w-]{20,255}|\bgl[a-z]{2,4}-[\w-]{20,255}/g,
    HIDDEN,
  ],
  // In one line with \n written out as well.
  [/-----BEGIN [A-Z ]{0,64}PRIVATE KEY[A-Z ]{0,16}-----[\s\S]*?(?:-----END [A-Z ]{0,64}-----|$)/g, HIDDEN],
];

type Range = readonly [number, number];

/** As far as rules of secretlint are used: each looks at a text and reports where it found something. */
interface Rule {
  create(context: object, options: object): { file?(source: object, options: object): void | Promise<void> };
}

/** Tokens of some twenty vendors, by secretlint's recommended rules, which its authors keep up to date. */
const published = (() => {
  let ranges: Range[] = [];
  const context = {
    createTranslator: () => (message: string) => ({ message, messageId: message }),
    report: ({ range }: { readonly range: Range }) => void ranges.push(range),
    ignore: () => undefined,
  };
  const created = (rules as unknown as readonly Rule[]).map((rule) => rule.create(context, {}));
  return (text: string): readonly Range[] => {
    ranges = [];
    const source = { content: text, filePath: "text.txt", ext: ".txt", contentType: "text" };
    for (const rule of created) void rule.file?.(source, {});
    return ranges;
  };
})();

function withoutRanges(text: string, ranges: readonly Range[]): string {
  const sorted = ranges.toSorted(([a], [b]) => a - b);
  let clean = "";
  let at = 0;
  for (const [from, to] of sorted) {
    if (to <= at) continue;
    clean += `${text.slice(at, Math.max(at, from))}${HIDDEN}`;
    at = to;
  }
  return clean + text.slice(at);
}
