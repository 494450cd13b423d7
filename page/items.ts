import { html, type Markup } from "./html.ts";
import { type Item, type ItemList, TONES } from "./model.ts";
import type { Section } from "./section.ts";

/** Changes or drift, the worst first, with what filters them. */
export function itemsSection({ heading, none, items }: ItemList): Section {
  if (items.length === 0) return { id: "items", heading, body: html`<p class="none">${none}</p>` };
  const sorted = items.toSorted((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
  const groups = [...new Set(sorted.map(({ group }) => group))];
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
        ${groups.map((group) => html`<label><input type="checkbox" name="group" value="${group}" checked /> ${group}</label>`)}
        <output></output>
      </form>
      <div class="items" data-filtered="items">${sorted.map(article)}</div>`,
  };
}

function article({ tone, group, what, where, fields, facts, code }: Item): Markup {
  return html`<article class="${tone}" data-group="${group}">
    <h3><span class="mark ${tone}">${group}</span> ${what} <b>${where}</b></h3>
    ${
      fields.length > 0 &&
      html`<dl>
        ${fields.map(
          ({ field, from, to, why }) =>
            html`<dt>${field}</dt>
              <dd>
                ${change(from, to)}
                <p>${why}</p>
              </dd>`,
        )}
      </dl>`
    }
    ${facts.map(([label, text]) => html`<p class="fact"><b>${label}</b> ${text}</p>`)}
    ${code.map(
      ({ label, text }) =>
        html`<details>
          <summary>${label}</summary>
          <pre>${text}</pre>
        </details>`,
    )}
  </article>`;
}

function change(from: string | undefined, to: string | undefined): Markup | undefined {
  if (from === undefined && to === undefined) return undefined;
  return html`${from !== undefined && html`<del>${from}</del>`} ${to !== undefined && html`<ins>${to}</ins>`}`;
}
