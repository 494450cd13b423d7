/**
 * The statements of a script, split at `;` outside of strings, names, comments and compound statements
 * (`BEGIN … END`). Comments stay with the statement they are in; what is empty or only comment is left out.
 */
export function splitStatements(script: string): readonly string[] {
  const statements: string[] = [];
  let start = 0;
  let current = new Statement();
  for (const { 0: text, index } of script.matchAll(TOKENS)) {
    if (text === ";" && current.isWhole()) {
      if (current.holdsSomething()) statements.push(script.slice(start, index).trim());
      start = index + 1;
      current = new Statement();
    } else current.read(text);
  }
  if (current.holdsSomething()) statements.push(script.slice(start).trim().replace(/;\s*$/, ""));
  return statements;
}

/** Comments; strings, raw or with backslashes or doubled quotes; quoted names; `$$` bodies; words; single signs. */
const TOKENS =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|\b[rR]'[^']*(?:'|$)|\b[rR]"[^"]*(?:"|$)|'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\$\$[^]*?(?:\$\$|$)|[\p{L}_][\p{L}\p{N}_]*|[^\s]/gu;

/** Behind these a statement begins within a compound one; a label's colon is one of them. */
const OPENERS = new Set([";", "BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", ":"]);
/** `END IF` and the like close what is not counted here: only BEGIN and CASE are, for both end with a bare END. */
const UNCOUNTED = new Set(["IF", "WHILE", "LOOP", "REPEAT", "FOR"]);

/** How far a statement has been read. Within a compound one, each statement of the body ends with `;`. */
class Statement {
  readonly #words: string[] = [];
  readonly #open: ("BEGIN" | "CASE")[] = [];
  /** An END of which the next word says what it ends. */
  #ended = false;
  #handles = false;

  isWhole(): boolean {
    return this.#open.length <= (this.#ended ? 1 : 0);
  }

  holdsSomething(): boolean {
    return this.#words.length > 0;
  }

  read(text: string): void {
    if (text.startsWith("--") || text.startsWith("/*")) return;
    const word = text.toUpperCase();
    const previous = this.#words.at(-1);
    this.#close(word);
    if (this.#startsTransaction(word)) this.#open.pop();
    else if (word === "BEGIN" && this.#mayBegin(previous)) this.#open.push("BEGIN");
    else if (word === "CASE" && this.#open.length > 0 && previous !== "END" && previous !== ".")
      this.#open.push("CASE");
    else if (word === "END" && previous !== ".") this.#ended = this.#isEnd(previous);
    if (word === "HANDLER") this.#handles = true;
    if (word === ";" || word === "BEGIN") this.#handles = false;
    this.#words.push(word);
  }

  #close(word: string): void {
    if (!this.#ended) return;
    this.#ended = false;
    if (!UNCOUNTED.has(word)) this.#open.pop();
  }

  #isEnd(previous: string | undefined): boolean {
    const innermost = this.#open.at(-1);
    return innermost === "CASE" || (innermost === "BEGIN" && (previous === ";" || previous === "BEGIN"));
  }

  #mayBegin(previous: string | undefined): boolean {
    if (previous === undefined || this.#handles) return true;
    if (this.#open.length > 0) return OPENERS.has(previous);
    const isLabelled = this.#words.length === 2 && previous === ":";
    return isLabelled || (previous === "AS" && this.#words.slice(0, 4).includes("PROCEDURE"));
  }

  #startsTransaction(word: string): boolean {
    return (
      this.#words.length === 1 && this.#words[0] === "BEGIN" && (word === "TRANSACTION" || word === "WORK")
    );
  }
}
