import { html, type Markup } from "./html.ts";
import {
  type LayoutPart,
  type Page,
  type TableRow,
  TONES,
  UPKEEP,
  type Upkeep,
  type UpkeepOfTable,
} from "./model.ts";
import { count, day, marksOf, type Section, size } from "./section.ts";

/** The estate, schema by schema. */
export function tablesSection({ tables, upkeepNote }: Pick<Page, "tables" | "upkeepNote">): Section {
  const heading = `Tables (${tables.length})`;
  if (tables.length === 0) return { id: "tables", heading, body: html`<p class="none">${upkeepNote}</p>` };
  const schemas = Map.groupBy(
    tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ({ name }) => name.split(".")[0] ?? "",
  );
  return {
    id: "tables",
    heading,
    body: html`<form class="filters" data-filters="tables">
        <input type="search" name="text" placeholder="Table, layout …" aria-label="Filter tables by text" />
        <label><input type="checkbox" name="marked" /> only with findings, changes or drift</label>
        <output></output>
      </form>
      <div class="estate" data-filtered="tables">
        ${[...schemas].map(([schema, rows]) => schemaTable(schema, rows))}
      </div>
      <p class="note">${upkeepNote}</p>`,
  };
}

function schemaTable(schema: string, rows: readonly TableRow[]): Markup {
  const bytes = rows.reduce((sum, row) => sum + (row.bytes ?? 0), 0);
  const views = rows.filter(({ upkeep }) => upkeep.kind === "materialized view").length;
  const tables = many(rows.length - views, "table");
  return html`<div class="group">
    <h3>
      ${schema}
      <small>${tables}${views > 0 && `, ${many(views, "materialized view")}`}, ${size(bytes)}</small>
    </h3>
    <table>
      <thead>
        <tr>
          <th>table</th>
          <th>layout</th>
          <th class="number">rows</th>
          <th class="number">size</th>
          ${UPKEEP.map((kind) => html`<th>${kind.toUpperCase()}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(tableRow)}
      </tbody>
    </table>
  </div>`;
}

function many(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? "" : "s"}`;
}

function tableRow({ name, layout, rows, bytes, upkeep, marks }: TableRow): Markup {
  const worst = TONES.find((tone) => marks.some((mark) => mark.tone === tone)) ?? "ok";
  const [schema = "", ...rest] = name.split(".");
  return html`<tr class="${worst}" data-marked="${marks.length}">
    <th scope="row"><span class="schema">${schema}.</span>${breakable(rest.join("."))} ${marksOf(marks)}</th>
    <td>${layout.length === 0 ? html`<span class="none">unordered</span>` : layout.map(layoutPart)}</td>
    <td class="number" data-label="rows">${rows === undefined ? "–" : count(rows)}</td>
    <td class="number" data-label="size">${bytes === undefined ? "–" : size(bytes)}</td>
    ${
      upkeep.kind === "table"
        ? upkeepCells(upkeep)
        : html`<td colspan="${UPKEEP.length}">materialized view, refreshed ${upkeep.refresh}</td>`
    }
  </tr>`;
}

/** A long name may go on in the next line behind each of its underscores. */
function breakable(name: string): Markup {
  return html`${name.split(/(?<=_)/).map((part, at) => html`${at > 0 && html`<wbr />`}${part}`)}`;
}

function layoutPart({ by, columns }: LayoutPart): Markup {
  return html`<div>${by}${columns.length > 0 && html` <code>${columns.join(", ")}</code>`}</div>`;
}

function upkeepCells(upkeep: UpkeepOfTable): Markup {
  return html`${UPKEEP.map((kind) => html`<td class="upkeep" data-label="${kind.toUpperCase()}">${upkept(upkeep[kind])}</td>`)}`;
}

function upkept(upkeep: Upkeep | undefined): Markup {
  if (upkeep === undefined) return html`<span class="none">–</span>`;
  const { cadence, turns } = upkeep;
  return html`${cadence}
  ${turns?.map(
    ({ tone, said, at }) =>
      html`<small class="${tone}"
        ><b>${said}</b> <time datetime="${at}" title="${at}">${day(at)}</time></small
      >`,
  )}${turns?.length === 0 && html`<small>none seen</small>`}`;
}
