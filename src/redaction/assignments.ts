import { HIDDEN } from "./known-secrets.ts";

/** Words for a credential, at the end of a name: `db.password`, `clientSecret`, `DB_PASS`, `fs.s3a.access.key`. */
const WORD =
  "pass(?:word|wd|phrase)?|pwd|(?<![a-z])pw|secret|token|credential|signature|(?:access|api|app|auth|client|crypto|encryption|license|master|private|secret|shared|signing)[._-]?key";

/** Names whose last part is an account's: `fs.azure.account.key.acme.dfs.core.windows.net`. */
const ACCOUNT = String.raw`(?:account[._-]?key|fs\.azure\.sas)(?:\.[\w.{}$-]{1,200})?`;

const ONE_ACCOUNT = /account[._-]?key\.|fs\.azure\.sas/i;

const NAME = String.raw`(?:${ACCOUNT}|(?:${WORD})(?:[._-]?(?:\d{1,3}|prod|dev|test|value|text))?)(?![\w.-])`;

const NAMES_A_SECRET = new RegExp(`${NAME}$`, "i");

/** Whether a field or key of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return NAMES_A_SECRET.test(name);
}

/** What stands between a name and its value: closing quotes, then a sign, or blanks before a quote. */
const BETWEEN = String.raw`(?<close>[\\"'\x60\])]{0,6})(?<sign>\s{0,8}(?:=>|->|:=|==|=|:(?!:))\s{0,8}|\s{1,8}(?=["']))`;

/** The name as an argument: `set("…", "value")`, `["--password", "value"]`. */
const ARGUMENT = String.raw`(?:\b(?:set|config|conf|option|options|put|setProperty)\(\s{0,8}[fr]?\\?["'][\w.{}$-]{0,200}|--[\w-]{0,64})`;

/** A line of a conf file: a dotted name, blanks, and one value. */
const LINE = String.raw`^[^\S\n]{0,64}(?=[\w-]{0,200}\.)[\w.-]{0,200}(?:${NAME})[^\S\n]{1,64}(?=\S{1,4096}[^\S\n]{0,8}$)`;

/** `{"key": "db.password", "value": "…"}`, also with capitals. */
const ENTRY = String.raw`["'](?:key|name)["']\s{0,8}:\s{0,8}["'][\w.-]{0,200}(?:${NAME})["']\s{0,8},\s{0,8}["'](?:value|default)["']\s{0,8}:\s{0,8}`;

const ASSIGNMENT = new RegExp(
  `(?<line>${LINE})|(?<entry>${ENTRY})|(?<argument>${ARGUMENT}(?:${NAME})\\\\?["']\\s{0,8},\\s{0,8})|(?<option>--[\\w-]{0,64}(?:${NAME})\\s{1,8})|(?:${NAME})${BETWEEN}`,
  "gim",
);

/** The text without what is assigned to a telling name. Each character is looked at once. */
export function withoutAssigned(text: string): string {
  let clean = "";
  let at = 0;
  ASSIGNMENT.lastIndex = 0;
  for (let match = ASSIGNMENT.exec(text); match !== null; match = ASSIGNMENT.exec(text)) {
    const from = ASSIGNMENT.lastIndex;
    const end = valueEnd(text, from);
    const { line, entry, argument, option, sign = "" } = match.groups ?? {};
    const value = text.slice(from, end);
    const isCertain =
      [line, entry, argument, option].some((group) => group !== undefined) || ONE_ACCOUNT.test(match[0]);
    if (
      value === "" ||
      isOpen(value) ||
      !(isCertain || isHidden(text, { start: match.index, from, end, sign }))
    )
      continue;
    clean += text.slice(at, from) + hidden(value);
    at = end;
    ASSIGNMENT.lastIndex = end;
  }
  return clean + text.slice(at);
}

/** Quotes stay around what was quoted, so that JSON stays JSON. */
function hidden(value: string): string {
  const [open = ""] = /^\\*["']/.exec(value) ?? [];
  return open !== "" && value.length > open.length && value.endsWith(open)
    ? `${open}${HIDDEN}${open}`
    : HIDDEN;
}

/** A reference to a secret, what stands for one already, a switch, or a short number. */
function isOpen(value: string): boolean {
  const bare = value.replaceAll(/^[\\"']+|[\\"']+$/g, "");
  return bare === HIDDEN || /^(\{\{secrets\/[^/{}]+\/[^{}]+\}\}|true|false|null|none|\d{0,5})$/i.test(bare);
}

interface Place {
  /** Where the name begins. */
  readonly start: number;
  /** Where the value begins, and where it ends. */
  readonly from: number;
  readonly end: number;
  readonly sign: string;
}

/** Prose, SQL and our own messages have such names before a sign as well: `token: unknown key`, `a.token = b.token`. */
function isHidden(text: string, { start, from, end, sign }: Place): boolean {
  const value = text.slice(from, end);
  if (/^\\*["'{[|>]/.test(value)) return true;
  if (COLUMN.test(value)) return false;
  if (sign === "=") return true;
  if (value.length >= 6 && /[\d!@#$%^&*+=/~]|[a-z][A-Z]/.test(value)) return true;
  // A line of a file: name, sign, value, and nothing else.
  const line = text.slice(text.lastIndexOf("\n", start) + 1, start);
  const rest = /^[^\n]*/.exec(text.slice(end, end + 64))?.[0] ?? "";
  return line.length < 256 && /^[\s"'(\w.-]*$/.test(line) && /^["'\s]*($|;|#|--)/.test(rest);
}

/** `b.token`, which another column is compared with. */
const COLUMN = new RegExp(String.raw`^[\w\x60]{1,64}\.[\w\x60]{0,64}(?:${WORD})\x60?$`, "i");

/** Longer than any credential. */
const LONGEST = 65_536;

/** The index behind the value that begins at `from`: to the end of its quotes or brackets, or to the next blank or mark. */
function valueEnd(text: string, from: number): number {
  if (text.startsWith(HIDDEN, from)) return from + HIDDEN.length;
  const [open] = /^(?:\\{0,3}"""|\\{0,3}["'])/.exec(text.slice(from, from + 6)) ?? [];
  if (open !== undefined) return quoteEnd(text, from + open.length, open);
  const closing = { "{": "}", "[": "]" }[text[from] ?? ""];
  if (closing !== undefined && !text.startsWith("{{", from)) {
    const end = text.slice(from, from + LONGEST).indexOf(closing);
    return end < 0 ? lineEnd(text, from) : from + end + 1;
  }
  const [block] = /^[|>]-?[^\S\n]*\n(?:[^\S\n]+[^\n]*\n?){1,64}/.exec(text.slice(from, from + LONGEST)) ?? [];
  if (block !== undefined) return from + block.trimEnd().length;
  const [reference] = /^\{\{[^{}\n]{0,256}\}\}/.exec(text.slice(from, from + 262)) ?? [];
  const begin = from + (reference?.length ?? 0);
  const length = text.slice(begin, begin + LONGEST).search(/[\s,;)"'&<\\]|$/);
  return begin + length;
}

/** Escaped and doubled quotes are part of the value; one that is not closed goes to the end of its line. */
function quoteEnd(text: string, from: number, quote: string): number {
  const last = Math.min(text.length, from + LONGEST);
  for (let at = from; at < last; at += 1) {
    if (text.startsWith(quote, at)) {
      if (quote.length > 1 || !text.startsWith(quote, at + 1)) return at + quote.length;
      at += 1;
    } else if (quote.length === 1 && text[at] === "\\") at += 1;
  }
  return lineEnd(text, from);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
