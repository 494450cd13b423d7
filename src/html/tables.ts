import { html, type Markup } from "./html.ts";
import {
  type LayoutPart,
  type Page,
  type TableRow,
  TONES,
  MAINTENANCE,
  type MaintenanceRow,
  type MaintenanceOfTable,
} from "./model.ts";
import { count, day, marksOf, type Section, size } from "./section.ts";
import { scheduledAt } from "./values.ts";

/** The lakehouse, schema by schema. */
export function tablesSection({
  tables,
  maintenanceNote,
}: Pick<Page, "tables" | "maintenanceNote">): Section {
  const heading = `Tables (${tables.length})`;
  if (tables.length === 0)
    return { id: "tables", heading, body: html`<p class="none">${maintenanceNote}</p>` };
  const schemas = Map.groupBy(
    tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ({ name }) => name.split(".")[0] ?? "",
  );
  return {
    id: "tables",
    heading,
    body: html`${tables.length > 1 && filters(tables)}
      <div class="lakehouse" data-filtered="tables">
        ${[...schemas].map(([schema, rows]) => schemaTable(schema, rows))}
      </div>
      <p class="note">${maintenanceNote}</p>`,
  };
}

/** Where all tables have marks, or none has, nothing is left to choose. */
function filters(tables: readonly TableRow[]): Markup {
  const marked = tables.filter(({ marks }) => marks.length > 0).length;
  return html`<form class="filters" data-filters="tables">
    <input type="search" name="text" placeholder="Table, layout …" aria-label="Filter tables by text" />
    ${marked > 0 && marked < tables.length && html`<label><input type="checkbox" name="marked" /> only with findings, changes or drift</label>`}
    <output></output>
  </form>`;
}

/** Open; on a phone the script folds them where there are several. */
function schemaTable(schema: string, rows: readonly TableRow[]): Markup {
  const bytes = rows.reduce((sum, row) => sum + (row.bytes ?? 0), 0);
  const views = rows.filter(({ maintenance }) => maintenance.kind === "materialized view").length;
  const tables = many(rows.length - views, "table");
  return html`<details class="group" open>
    <summary>
      <h3>${schema}</h3>
      <small>${tables}${views > 0 && `, ${many(views, "materialized view")}`}, ${size(bytes)}</small>
    </summary>
    <table>
      <thead>
        <tr>
          <th>table</th>
          <th>layout</th>
          <th class="number">rows</th>
          <th class="number">size</th>
          ${MAINTENANCE.map((kind) => html`<th>${kind.toUpperCase()}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(tableRow)}
      </tbody>
    </table>
  </details>`;
}

function many(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? "" : "s"}`;
}

function tableRow({ name, layout, rows, bytes, maintenance, marks }: TableRow): Markup {
  const worst = TONES.find((tone) => marks.some((mark) => mark.tone === tone)) ?? "ok";
  const [schema = "", ...rest] = name.split(".");
  return html`<tr class="${worst}" data-marked="${marks.length}">
    <th scope="row"><span class="schema">${schema}.</span>${breakable(rest.join("."))} ${marksOf(marks)}</th>
    <td>${layout.length === 0 ? html`<span class="none">unordered</span>` : layout.map(layoutPart)}</td>
    <td class="number" data-label="rows">${rows === undefined ? "–" : count(rows)}</td>
    <td class="number" data-label="size">${bytes === undefined ? "–" : size(bytes)}</td>
    ${
      maintenance.kind === "table"
        ? maintenanceCells(maintenance)
        : html`<td colspan="${MAINTENANCE.length}">
            materialized view, refreshed ${scheduledAt(maintenance.refresh, maintenance.schedule)}
          </td>`
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

function maintenanceCells(maintenance: MaintenanceOfTable): Markup {
  if (MAINTENANCE.every((kind) => maintenance[kind] === undefined)) {
    return html`<td class="none" colspan="${MAINTENANCE.length}">no maintenance</td>`;
  }
  return html`${MAINTENANCE.map((kind) => html`<td class="maintenance ${maintenance[kind] === undefined && "unplanned"}" data-label="${kind.toUpperCase()}">${upkept(maintenance[kind])}</td>`)}`;
}

function upkept(maintenance: MaintenanceRow | undefined): Markup {
  if (maintenance === undefined) return html`<span class="none">–</span>`;
  const { cadence, turns } = maintenance;
  return html`${cadence}
  ${turns?.map(
    ({ tone, said, at }) =>
      html`<small class="${tone}"
        ><b>${said}</b> <time datetime="${at}" title="${at}">${day(at)}</time></small
      >`,
  )}${turns?.length === 0 && html`<small>none seen</small>`}`;
}
