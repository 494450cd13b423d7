import { isDeepStrictEqual } from "node:util";
import { readSaid } from "../../../src/plan/preview-message.ts";
import { identifier } from "../../../src/model/identifier.ts";
import { writeSql } from "../../../src/plan/sql.ts";
import { creation } from "../../../src/provider/table-layout/rebuild.ts";
import type { Values } from "../../../src/pulumi-rpc/value.ts";
import { DeclaredTable } from "./declared-table.ts";
import { scriptsIn } from "../../scenarios/support/printed-scripts.ts";
import type { StrangeCase } from "./strange-cases.ts";
import type { StrangeLayout } from "./strange-layout.ts";
import { type Content, contentOf, filledOf, lossOf } from "./strange-values.ts";
import type { Workspace } from "./workspace.ts";

export const STRANGE_SCHEMA = "dev.strange";

/** What a case came to. */
export interface Verdict {
  /** `void`: the engine made no such table, or it was gone before the second declaration. */
  readonly came: "converged" | "refused" | "by hand" | "script refused" | "void";
  /** What is not as it must be. */
  readonly faults: readonly string[];
  /** What was said last, or why. */
  readonly about: string;
}

/** As many refusals in a row are followed by their scripts. */
const MOST_SCRIPTS = 8;

interface Attempt {
  readonly refused?: string;
  readonly faults: readonly string[];
}

/** Runs one case on a table of this name. */
export async function runCase(workspace: Workspace, name: string, strange: StrangeCase): Promise<Verdict> {
  const table = `${STRANGE_SCHEMA}.${name}`;
  try {
    return await new Run(workspace, table, strange).run();
  } catch (error) {
    return { came: "void", faults: [`the case ended with ${String(error)}`], about: "" };
  } finally {
    for (const end of ["", "_src", "_away", "_before", "_new"]) {
      await workspace.sql(`DROP TABLE IF EXISTS ${table}${end}`);
    }
  }
}

class Run {
  readonly #workspace: Workspace;
  readonly #table: string;
  readonly #case: StrangeCase;
  readonly #layout: DeclaredTable;

  constructor(workspace: Workspace, table: string, strange: StrangeCase) {
    this.#workspace = workspace;
    this.#table = table;
    this.#case = strange;
    this.#layout = new DeclaredTable(workspace, table);
  }

  async run(): Promise<Verdict> {
    const { owner, first, rows, history, second } = this.#case;
    const begun = owner === "stack" ? await this.#attempt(this.#declared(first)) : await this.#create(first);
    if (begun.faults.length > 0) return { came: "refused", faults: begun.faults.map(firstly), about: "" };
    if (begun.refused !== undefined) return { came: "void", faults: [], about: begun.refused };
    for (const statement of [...rows, ...history]) await this.#send(statement);
    // Spark makes tables that it does not read.
    const before = await contentOf(this.#workspace, this.#table).catch(String);
    if (typeof before !== "object") {
      return { came: "void", faults: [], about: before ?? "the table was gone" };
    }
    if (owner === "stack") await this.#layout.refresh();
    const attempt = await this.#attempt(this.#declared(second));
    if (attempt.faults.length > 0) return { came: "refused", faults: attempt.faults, about: "" };
    if (attempt.refused !== undefined) return await this.#byHand(before, attempt.refused);
    const after = await contentOf(this.#workspace, this.#table);
    if (after === undefined) return { came: "converged", faults: ["the table is gone"], about: "" };
    const faults = [...lossOf(before, after, () => false), ...filledOf(before, after)];
    return { came: "converged", faults: [...faults, ...(await this.#written(after))], about: "" };
  }

  /** What is wrong with the table for those who go on writing it: a row that is there is written again. */
  async #written({ columns, rows }: Content): Promise<readonly string[]> {
    const given = columns.filter(
      ({ source = {} }) => source.generatedAs === undefined && source.identity === undefined,
    );
    const names = given.map(({ name }) => identifier(name)).join(", ");
    if (rows.length === 0 || names === "") return [];
    const again = `INSERT INTO <T> (${names}) SELECT ${names} FROM <T> LIMIT 1`;
    const refused = await this.#send(again);
    if (refused !== undefined) return [`it takes no row afterwards: ${refused}`];
    const now = await contentOf(this.#workspace, this.#table).catch(String);
    if (typeof now !== "object") return [`its rows are not read afterwards: ${String(now)}`];
    const left = new Set(rows.map((row) => JSON.stringify(row)));
    for (const row of now.rows) left.delete(JSON.stringify(row));
    return left.size === 0 && now.rows.length === rows.length + 1
      ? []
      : [`rows were ${JSON.stringify(rows)} and are ${JSON.stringify(now.rows)} after ${again}`];
  }

  /** Pastes what a refusal prints, until it refuses no more. */
  async #byHand(before: Content, refused: string): Promise<Verdict> {
    const { script: chosen, owner, second } = this.#case;
    if (chosen < 0) return { came: "refused", faults: [], about: refused };
    let message = refused;
    for (let turn = 0; turn < MOST_SCRIPTS; turn += 1) {
      const scripts = scriptsIn(message);
      const script = scripts[(chosen + turn) % Math.max(1, scripts.length)];
      if (script === undefined) return { came: "refused", faults: [], about: message };
      const was = await contentOf(this.#workspace, this.#table);
      const error = await this.#send(script);
      const now = await contentOf(this.#workspace, this.#table);
      if (error !== undefined) {
        const same = isDeepStrictEqual(was?.columns, now?.columns) && sameRows(was, now);
        // What open Delta lacks is no fault of the script.
        const half =
          same || error.includes("SANDBOX_NOT_EMULATED")
            ? []
            : [`a script changed the table and failed: ${error}\n${script}`];
        return { came: "script refused", faults: half, about: `${error}\n${script}` };
      }
      if (now === undefined)
        return { came: "by hand", faults: [`the table is gone after ${script}`], about: "" };
      const isDropped = (column: string) =>
        owner === "stack" &&
        !Object.keys(second.columns).some((other) => other.toLowerCase() === column.toLowerCase());
      const loss = lossOf(before, now, isDropped);
      if (loss.length > 0)
        return { came: "by hand", faults: loss.map((each) => `${each} after ${script}`), about: "" };
      if (owner === "stack") await this.#layout.refresh();
      const attempt = await this.#attempt(this.#declared(second));
      if (attempt.faults.length > 0) {
        return {
          came: "by hand",
          faults: attempt.faults.map((each) => `${each}\nafter ${script}`),
          about: "",
        };
      }
      if (attempt.refused === undefined) {
        const reached = await contentOf(this.#workspace, this.#table);
        const faults = reached === undefined ? ["the table is gone"] : await this.#written(reached);
        return { came: "by hand", faults, about: message };
      }
      message = attempt.refused;
    }
    return {
      came: "by hand",
      faults: [`refused again after ${MOST_SCRIPTS} scripts: ${message}`],
      about: "",
    };
  }

  /** One deployment, held against its preview and the preview after it. */
  async #attempt(declared: Values): Promise<Attempt> {
    const outlook = await settled(this.#layout.preview(declared));
    const run = await settled(this.#layout.up(declared));
    if ("failed" in outlook || "failed" in run) {
      const [shown, failed] = [outlook, run].map((each) => ("failed" in each ? each.failed : "nothing"));
      const { sent } = this.#layout;
      const faults = [
        ...(shown === failed ? [] : [`preview failed with ${shown}, up with ${failed}`]),
        ...(sent.length === 0 ? [] : [`failed after ${sent.length} statements:\n${sent.join("\n")}`]),
      ];
      return { refused: failed ?? "", faults };
    }
    const shown = outlook.value.said.flatMap((text) => {
      const said = readSaid(text).outlook;
      return said?.kind === "statements" ? said.statements : [];
    });
    const sent = run.value.sent.map((statement) => statement.trim());
    const again = await settled(this.#layout.again(declared));
    const left = "failed" in again ? again.failed : Object.keys(again.value).join(", ");
    return {
      faults: [
        ...(isDeepStrictEqual(shown, sent)
          ? []
          : [`preview shows\n${shown.join("\n")}\nand up sends\n${sent.join("\n")}`]),
        ...(left === "" ? [] : [`the next preview shows ${left} after\n${sent.join("\n")}`]),
      ],
    };
  }

  async #create(layout: StrangeLayout): Promise<Attempt> {
    const refused = await this.#send(writeSql(creation({ table: this.#table, ...layout })));
    return { faults: [], ...(refused === undefined ? {} : { refused }) };
  }

  /** @returns what the engine says against it */
  async #send(statement: string): Promise<string | undefined> {
    const { status } = await this.#workspace.sql(statement.replaceAll("<T>", this.#table));
    return status.state === "SUCCEEDED" ? undefined : (status.error?.message ?? status.state);
  }

  #declared({ columns, ...layout }: StrangeLayout): Values {
    const owned = this.#case.owner === "stack" ? { columns } : {};
    return { table: this.#table, ...layout, ...owned } as unknown as Values;
  }
}

function firstly(fault: string): string {
  return `at the first up: ${fault}`;
}

function sameRows(a: Content | undefined, b: Content | undefined): boolean {
  const sorted = (content: Content | undefined) => content?.rows.map((row) => JSON.stringify(row)).sort();
  return isDeepStrictEqual(sorted(a), sorted(b));
}

async function settled<T>(promise: Promise<T>): Promise<{ readonly value: T } | { readonly failed: string }> {
  try {
    return { value: await promise };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
