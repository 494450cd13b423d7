import { html, type Markup } from "./html.ts";
import type { ComputeRow, Page } from "./model.ts";
import type { Section } from "./section.ts";

export function computeSection({ compute, computeNote }: Pick<Page, "compute" | "computeNote">): Section {
  return {
    id: "compute",
    heading: "Compute and cost",
    body: html`<div class="scroll">
        <table>
          <thead>
            <tr>
              <th>compute</th>
              <th></th>
              <th class="number">DBU an hour</th>
              <th class="number">DBU a month</th>
            </tr>
          </thead>
          <tbody>
            ${compute.map(row)}
          </tbody>
        </table>
      </div>
      <p class="note">${computeNote}</p>`,
  };
}

function row({ name, detail, perHour, perMonth, perMonthBefore }: ComputeRow): Markup {
  const month = range(perMonth);
  const before = range(perMonthBefore);
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${detail}</td>
    <td class="number">${range(perHour)}</td>
    <td class="number">
      ${perMonthBefore !== undefined && before !== month && html`<del>${before}</del> `}${month}
    </td>
  </tr>`;
}

function range(pair: readonly [number, number] | undefined): string {
  if (pair === undefined) return "not known";
  const [least, most] = pair.map((value) => value.toLocaleString("en-US", { maximumFractionDigits: 1 }));
  return least === most ? (least ?? "") : `${least ?? ""} – ${most ?? ""}`;
}
