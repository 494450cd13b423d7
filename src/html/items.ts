import { html, type Markup } from "./html.ts";
import { type Item, type ItemList, TONES } from "./model.ts";
import { count, type Section } from "./section.ts";
import { valuesOf } from "./values.ts";

/** Changes or drift, the worst first, with what filters them. */
export function itemsSection({ heading, none, sides, items }: ItemList): Section {
  if (items.length === 0) return { id: "items", heading, body: html`<p class="none">${none}</p>` };
  const sorted = items.toSorted((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
  const groups = Map.groupBy(sorted, ({ group }) => group);
  return {
    id: "items",
    heading,
    body: html`${items.length > 1 && filters([...groups].map(([group, all]) => [group, all.length]))}
      <div class="items" data-filtered="items">${sorted.map((item) => article(item, sides))}</div>`,
  };
}

/** What there is one of is not chosen. */
function filters(groups: readonly (readonly [group: string, items: number])[]): Markup {
  return html`<form class="filters" data-filters="items">
    <input type="search" name="text" placeholder="Table, field, statement …" aria-label="Filter by text" />
    ${groups.length > 1 && groups.map(([group, items]) => html`<label><input type="checkbox" name="group" value="${group}" checked /> ${group} <small>${count(items)}</small></label>`)}
    <output></output>
  </form>`;
}

function article(
  { tone, group, state, what, where, fields, facts, code }: Item,
  sides: ItemList["sides"],
): Markup {
  return html`<article class="${tone}" data-group="${group}">
    <h3>
      <span class="mark ${tone}">${group}</span>
      ${state !== undefined && html`<span class="mark plain">${state}</span>`} ${what} <b>${where}</b>
    </h3>
    ${
      fields.length > 0 &&
      html`<dl>
        ${fields.map(
          ({ field, from, to, why }) =>
            html`${field !== "" && html`<dt>${field}</dt>`}
              <dd>${valuesOf({ from, to }, sides)}${why !== undefined && html`<p>${why}</p>`}</dd>`,
        )}
      </dl>`
    }
    ${facts.map(([label, text]) => html`<p class="fact"><b>${label}</b> ${text}</p>`)}
    ${[...Map.groupBy(code, ({ label }) => label)].map(
      ([label, all]) =>
        html`<details ${all.some(({ open }) => open === true) && "open"}>
          <summary>${label}${all.length > 1 && html` <small>${count(all.length)}</small>`}</summary>
          ${all.map(({ text }) => html`<pre>${text}</pre>`)}
        </details>`,
    )}
  </article>`;
}
