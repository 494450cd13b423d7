import { html, type Markup } from "./html.ts";
import { type Item, type ItemField, type ItemList, TONES } from "./model.ts";
import { count, type Section } from "./section.ts";

/** Changes or drift, the worst first, with what filters them. */
export function itemsSection({ heading, none, sides, items }: ItemList): Section {
  if (items.length === 0) return { id: "items", heading, body: html`<p class="none">${none}</p>` };
  const sorted = items.toSorted((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
  const groups = Map.groupBy(sorted, ({ group }) => group);
  return {
    id: "items",
    heading: `${heading} (${items.length})`,
    body: html`<form class="filters" data-filters="items">
        <input
          type="search"
          name="text"
          placeholder="Table, field, statement …"
          aria-label="Filter by text"
        />
        ${[...groups].map(([group, all]) => html`<label><input type="checkbox" name="group" value="${group}" checked /> ${group} <small>${count(all.length)}</small></label>`)}
        <output></output>
      </form>
      <div class="items" data-filtered="items">${sorted.map((item) => article(item, sides))}</div>`,
  };
}

function article({ tone, group, what, where, fields, facts, code }: Item, sides: ItemList["sides"]): Markup {
  return html`<article class="${tone}" data-group="${group}">
    <h3><span class="mark ${tone}">${group}</span> ${what} <b>${where}</b></h3>
    ${
      fields.length > 0 &&
      html`<dl>
        ${fields.map(
          ({ field, from, to, why }) =>
            html`${field !== "" && html`<dt>${field}</dt>`}
              <dd>${change({ from, to }, sides)}${why !== undefined && html`<p>${why}</p>`}</dd>`,
        )}
      </dl>`
    }
    ${facts.map(([label, text]) => html`<p class="fact"><b>${label}</b> ${text}</p>`)}
    ${[...Map.groupBy(code, ({ label }) => label)].map(
      ([label, all]) =>
        html`<details>
          <summary>${label}${all.length > 1 && html` <small>${count(all.length)}</small>`}</summary>
          ${all.map(({ text }) => html`<pre>${text}</pre>`)}
        </details>`,
    )}
  </article>`;
}

type Sides = { readonly [side in "from" | "to"]: ItemField[side] | undefined };

function change({ from, to }: Sides, [was, is]: ItemList["sides"]): Markup | undefined {
  if (from === undefined && to === undefined) return undefined;
  const none = html`<span class="none">none</span>`;
  return html`<p class="change">
    <small>${was}</small> ${from === undefined ? none : html`<del>${from}</del>`} <small>${is}</small>
    ${to === undefined ? none : html`<ins>${to}</ins>`}
  </p>`;
}
