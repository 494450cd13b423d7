import { type Fragment, placeAt } from "./fragment.ts";
import type { Tree, TreeEntry, TreeMap } from "./tree.ts";

/** `resource "databricks_cluster" "shared" { … }`: the labels of a block, and what stands in it. */
export interface HclBlock {
  readonly labels: readonly string[];
  readonly body: TreeMap;
}

interface Token {
  readonly kind: "name" | "string" | "number" | "sign";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /(?<skip>#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|<<[-~]?(?<here>\w+)\n[\s\S]*?\n[^\S\n]*\k<here>\b|"(?<string>(?:[^"\\$%]|\\[\s\S]|[$%]\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}|[$%])*)"|(?<name>[A-Za-z_][\w-]*)|(?<number>-?\d[\d.]*)|(?<sign>\S)/g;

/** The blocks of a Terraform file; what a run computes is left open, and what is not known is passed over. */
export function hclBlocks(from: Fragment): readonly HclBlock[] {
  const reader = new Reader(from);
  return reader.blocks();
}

class Reader {
  private readonly from: Fragment;
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(from: Fragment) {
    this.from = from;
    this.tokens = [...from.text.matchAll(TOKEN)].flatMap((match): readonly Token[] => {
      const { skip, here, string, name, number, sign } = match.groups ?? {};
      const place = { start: match.index, end: match.index + match[0].length };
      if (skip !== undefined) return [];
      // A text of several lines is known to nobody here.
      if (here !== undefined) return [{ kind: "name", text: "heredoc", ...place }];
      if (string !== undefined) return [{ kind: "string", text: string, ...place }];
      if (name !== undefined) return [{ kind: "name", text: name, ...place }];
      if (number !== undefined) return [{ kind: "number", text: number, ...place }];
      return [{ kind: "sign", text: sign ?? "", ...place }];
    });
  }

  blocks(): readonly HclBlock[] {
    const found: HclBlock[] = [];
    while (this.at < this.tokens.length) {
      const labels: string[] = [];
      for (let token = this.peek(); token?.kind === "name" || token?.kind === "string"; token = this.peek()) {
        labels.push(token.text);
        this.at += 1;
      }
      if (labels.length > 0 && this.is("{")) found.push({ labels, body: this.body() });
      else this.at += 1;
    }
    return found;
  }

  /** Attributes and blocks between braces; a block that stands there several times is a list. */
  private body(): TreeMap {
    const at = placeAt(this.from, this.peek()?.start ?? 0);
    const entries: TreeEntry[] = [];
    this.at += 1;
    while (this.at < this.tokens.length && !this.is("}")) {
      const key = this.peek();
      this.at += 1;
      if (key === undefined || (key.kind !== "name" && key.kind !== "string")) continue;
      const place = placeAt(this.from, key.start);
      if (this.is("=") || this.is(":")) {
        this.at += 1;
        entries.push({ key: key.text, at: place, value: this.value() });
        continue;
      }
      const labels: string[] = [];
      for (let label = this.peek(); label?.kind === "string"; label = this.peek()) {
        labels.push(label.text);
        this.at += 1;
      }
      if (!this.is("{")) continue;
      const value = this.body();
      // What a dynamic block makes is in its content.
      const name = key.text === "dynamic" ? (labels[0] ?? key.text) : key.text;
      entries.push({ key: name, at: place, value });
    }
    this.at += 1;
    return { kind: "map", at, entries: grouped(entries) };
  }

  private value(): Tree {
    const token = this.peek();
    const at = placeAt(this.from, token?.start ?? 0);
    if (this.is("{")) return this.object(at);
    if (this.is("[")) return this.list(at);
    this.at += 1;
    if (!this.goesOn()) return { kind: "scalar", at, text: textOf(token) };
    this.skipExpression();
    return { kind: "scalar", at, text: undefined };
  }

  private object(at: Tree["at"]): Tree {
    const first = this.tokens[this.at + 1];
    // `{ for key, value in … }` is computed.
    if (first?.text !== "for") return { ...this.body(), at };
    this.skipBrackets();
    return { kind: "scalar", at, text: undefined };
  }

  private list(at: Tree["at"]): Tree {
    if (this.tokens[this.at + 1]?.text === "for") {
      this.skipBrackets();
      return { kind: "scalar", at, text: undefined };
    }
    const items: Tree[] = [];
    this.at += 1;
    while (this.at < this.tokens.length && !this.is("]")) {
      if (this.is(",")) this.at += 1;
      else items.push(this.value());
    }
    this.at += 1;
    return { kind: "list", at, items };
  }

  /** Whether the expression goes on behind its first word, on the same line. */
  private goesOn(): boolean {
    const [before, next] = [this.tokens[this.at - 1], this.peek()];
    if (before === undefined || next === undefined || /^[,}\]]$/.test(next.text)) return false;
    return !this.from.text.slice(before.end, next.start).includes("\n");
  }

  private skipExpression(): void {
    while (this.goesOn()) {
      if (/^[([{]$/.test(this.peek()?.text ?? "")) this.skipBrackets();
      else this.at += 1;
    }
  }

  private skipBrackets(): void {
    let depth = 0;
    do {
      const { kind, text } = this.peek() ?? { kind: "sign", text: "" };
      if (kind === "sign" && /^[([{]$/.test(text)) depth += 1;
      if (kind === "sign" && /^[)\]}]$/.test(text)) depth -= 1;
      this.at += 1;
    } while (depth > 0 && this.at < this.tokens.length);
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private is(sign: string): boolean {
    const token = this.peek();
    return token?.kind === "sign" && token.text === sign;
  }
}

function textOf(token: Token | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (token.kind === "string") return /[$%]\{/.test(token.text) ? undefined : token.text;
  const isValue = token.kind === "number" || /^(true|false)$/.test(token.text);
  return isValue ? token.text : undefined;
}

function grouped(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return [...Map.groupBy(entries, ({ key }) => key).values()].flatMap((same) => {
    const [first, ...more] = same;
    if (first === undefined) return [];
    if (more.length === 0) return [first];
    return [
      { ...first, value: { kind: "list", at: first.at, items: same.map(({ value }) => value) } as const },
    ];
  });
}
