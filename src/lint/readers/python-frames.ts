import { defined } from "../../model/defined.ts";
import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";
import type { PlacedFact, Program } from "./python-program.ts";
import { closing, type PythonToken, stringValue } from "./python-tokens.ts";

interface Call {
  readonly method: string;
  /** Strings among the arguments, a list's included. */
  readonly texts: readonly string[];
  /** A number that is its only argument. */
  readonly number?: number;
  /** The storage level among them. */
  readonly level?: string;
  readonly token: PythonToken;
}

/** What chains of calls on data frames do with tables: cache, broadcast, write with partitions, OPTIMIZE. */
export function readFrames({ from, tokens }: Program): readonly PlacedFact[] {
  const variables = new Map<string, string>();
  return tokens.flatMap((token, index): readonly PlacedFact[] => {
    if (token.kind !== "name" || tokens[index - 1]?.text === ".") return [];
    const chain = chainAt(tokens, index);
    const table = tableOf(chain) ?? (isPassive(chain) ? variables.get(token.text) : undefined);
    const assigned = tokens[index - 1]?.text === "=" ? tokens[index - 2]?.text : undefined;
    if (assigned !== undefined) {
      if (table === undefined) variables.delete(assigned);
      else variables.set(assigned, table);
    }
    const facts = [
      ...ofChain(from, chain, table),
      ...ofBroadcast(from, { tokens, index, variables }),
      ...(table === undefined ? ofFrame(from, { tokens, index, chain }) : []),
    ];
    return facts.map((fact) => ({ offset: token.start, fact }));
  });
}

/** The calls of `name.method(…).method(…)`, and of `name(…)` as a method of nothing. */
function chainAt(tokens: readonly PythonToken[], index: number): readonly Call[] {
  const calls: Call[] = [];
  let at = index;
  for (;;) {
    const token = tokens[at];
    if (token?.kind !== "name") return calls;
    if (tokens[at + 1]?.text === "(") {
      const end = closing(tokens, at + 1);
      const texts = tokens.slice(at + 2, end).flatMap((inside) => {
        const text = inside.kind === "string" ? stringValue(inside) : undefined;
        return text === undefined ? [] : [text];
      });
      const level = tokens.slice(at + 2, end).find(({ kind, text }) => kind === "name" && LEVEL.test(text));
      const last = tokens[end - 1];
      const alone = end === at + 3 || (end === at + 5 && tokens[at + 3]?.text === "=");
      const number = last?.kind === "number" && alone ? Number(last.text) : undefined;
      calls.push({ method: token.text, texts, token, ...defined({ number, level: level?.text }) });
      at = end;
    }
    if (tokens[at + 1]?.text !== ".") return calls;
    at += 2;
  }
}

const LEVEL = /^(MEMORY_ONLY|MEMORY_AND_DISK|DISK_ONLY|OFF_HEAP)/;

/** The table that a chain reads, as long as its rows stay what they are. */
function tableOf([first, ...rest]: readonly Call[]): string | undefined {
  if (first === undefined || !/^(table|forName|cacheTable)$/.test(first.method) || !isPassive(rest))
    return undefined;
  return first.texts.find((text) => /^\w+(\.\w+){0,2}$/.test(text));
}

function isPassive(chain: readonly Call[]): boolean {
  return chain.every(({ method }) => PASSIVE.test(method));
}

const PASSIVE = /^(cache|persist|hint|alias|optimize|executeZOrderBy|executeCompaction|vacuum)$/;

function ofChain(from: Fragment, chain: readonly Call[], table: string | undefined): readonly Fact[] {
  const written = chain.find(({ method }) => /^(saveAsTable|insertInto)$/.test(method))?.texts[0];
  return chain.flatMap(({ method, texts, level, number, token }): readonly Fact[] => {
    const at = placeAt(from, token.start);
    if (/^(partitionBy|clusterBy)$/.test(method) && written !== undefined && texts.length > 0) {
      const layout = method === "partitionBy" ? { partition: texts } : { cluster: texts };
      return [{ kind: "table", table: { name: written, at, layout } }];
    }
    if (table === undefined) return [];
    switch (method) {
      case "cache":
      case "persist":
      case "cacheTable":
        return [
          {
            kind: "statement",
            statement: { kind: "cache", table, at, ...defined({ level }) },
          },
        ];
      case "vacuum":
        return number === undefined
          ? []
          : [
              {
                kind: "statement",
                statement: { kind: "vacuum", table, retainHours: number, call: true, at },
              },
            ];
      case "hint":
        return /^(broadcast|broadcastjoin|mapjoin)$/i.test(texts[0] ?? "")
          ? [{ kind: "statement", statement: { kind: "broadcast hint", tables: [table], at } }]
          : [];
      case "executeZOrderBy":
        return [
          { kind: "table", table: { name: table, at, layout: { zorder: texts } } },
          { kind: "statement", statement: { kind: "optimize", table, zorder: texts, at } },
        ];
      default:
        return [];
    }
  });
}

/** What is done with a frame, or a table, that is known by its variable alone. */
function ofFrame(
  from: Fragment,
  { tokens, index, chain }: { tokens: readonly PythonToken[]; index: number; chain: readonly Call[] },
): readonly Fact[] {
  const start = tokens[index]?.text ?? "";
  const assigned = tokens[index - 1]?.text === "=" ? tokens[index - 2]?.text : undefined;
  const variable = start === "spark" ? (assigned ?? "a frame") : start;
  const [first] = chain;
  // `cache(…)` by itself is a function, and an RDD's cache is no frame's.
  if (first?.token === tokens[index] && chain.length < 2) return [];
  return chain.flatMap(({ method, texts, level, number, token }): readonly Fact[] => {
    const at = placeAt(from, token.start);
    if (method === "vacuum" && number !== undefined) {
      return [
        {
          kind: "statement",
          statement: { kind: "vacuum", table: variable, retainHours: number, call: true, at },
        },
      ];
    }
    if (!/^(cache|persist)$/.test(method) || texts.length > 0) return [];
    const isOther =
      /^(functools|self|cls|F|rdd|sc)$/.test(start) || chain.some((one) => NO_FRAME.test(one.method));
    return isOther
      ? []
      : [
          {
            kind: "statement",
            statement: { kind: "cache", table: variable, frame: true, at, ...defined({ level }) },
          },
        ];
  });
}

const NO_FRAME = /^(parallelize|textFile|rdd|map|flatMap|reduceByKey|mapPartitions|emptyRDD)$/;

/** `broadcast(users)` or `F.broadcast(spark.table("gold.dim_user"))`. */
function ofBroadcast(
  from: Fragment,
  at: { tokens: readonly PythonToken[]; index: number; variables: ReadonlyMap<string, string> },
): readonly Fact[] {
  const { tokens, variables } = at;
  const qualified =
    /^(F|functions|fn|f)$/.test(tokens[at.index]?.text ?? "") && tokens[at.index + 1]?.text === ".";
  const index = qualified ? at.index + 2 : at.index;
  const token = tokens[index];
  if (token?.text !== "broadcast" || tokens[index + 1]?.text !== "(") return [];
  const variable = tokens[index + 3]?.text === ")" ? variables.get(tokens[index + 2]?.text ?? "") : undefined;
  const table = variable ?? tableOf(chainAt(tokens, index + 2));
  if (table === undefined) return [];
  return [
    {
      kind: "statement",
      statement: { kind: "broadcast hint", tables: [table], at: placeAt(from, token.start) },
    },
  ];
}
