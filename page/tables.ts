import { html, type Markup } from "./html.ts";
import { type TableRow, TONES, type Upkeep, UPKEEP } from "./model.ts";
import { count, type Section, size } from "./section.ts";

/** The estate, schema by schema. */
export function tablesSection(tables: readonly TableRow[]): Section {
  const schemas = Map.groupBy(
    tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ({ name }) => name.split(".")[0] ?? "",
  );
  return {
    id: "tables",
    heading: `Tables (${tables.length})`,
    body: html`<form class="filters" data-filters="tables">
        <input type="search" name="text" placeholder="Table, layout …" aria-label="Filter tables by text" />
        <label><input type="checkbox" name="marked" /> only with findings, changes or drift</label>
        <output></output>
      </form>
      <div data-filtered="tables">${[...schemas].map(([schema, rows]) => schemaTable(schema, rows))}</div>`,
  };
}

function schemaTable(schema: string, rows: readonly TableRow[]): Markup {
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  return html`<h3>${schema} <small>${rows.length} tables, ${size(bytes)}</small></h3>
    <div class="scroll">
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

function tableRow({ name, layout, rows, bytes, upkeep, marks }: TableRow): Markup {
  const worst = TONES.find((tone) => marks.some((mark) => mark.tone === tone)) ?? "ok";
  return html`<tr class="${worst}" data-marked="${marks.length}">
    <th scope="row">
      ${name.split(".").slice(1).join(".")}
      ${marks.map(({ tone, text }) => html`<span class="mark ${tone}">${text}</span>`)}
    </th>
    <td>${layout}</td>
    <td class="number">${count(rows)}</td>
    <td class="number">${size(bytes)}</td>
    ${UPKEEP.map((kind) => html`<td>${upkept(upkeep[kind])}</td>`)}
  </tr>`;
}

function upkept(upkeep: Upkeep | undefined): Markup {
  if (upkeep === undefined) return html`<span class="none">–</span>`;
  const { cadence, last } = upkeep;
  return last === undefined
    ? html`${cadence} <small>no run seen</small>`
    : html`${cadence} <small>last <time datetime="${last}">${last.slice(0, 10)}</time></small>`;
}
