import { computeSection } from "./compute.ts";
import { findingsSection } from "./findings.ts";
import { html, Markup } from "./html.ts";
import { itemsSection } from "./items.ts";
import type { Page } from "./model.ts";
import type { Section } from "./section.ts";
import { minute } from "../model/units.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";
import { tablesSection } from "./tables.ts";
import { windowsSection } from "./windows.ts";

/** The page as one file that asks nobody for anything. */
export function renderPage(page: Page): string {
  const sections = [
    itemsSection(page.items),
    tablesSection(page),
    ...(page.findings.length === 0 ? [] : [findingsSection(page.findings)]),
    computeSection(page),
    windowsSection(page.windows),
    ...(page.notes.length === 0 ? [] : [notesSection(page.notes)]),
  ];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
        />
        <link rel="icon" href="data:," />
        <title>${page.title}</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${page.title}</h1>
          <p>
            ${page.about} · as of
            <time datetime="${page.made}">${minute(page.made)}</time>
          </p>
          <ul class="figures">
            ${page.figures.map(({ label, value, tone }) => html`<li class="${tone}"><b>${value}</b> ${label}</li>`)}
          </ul>
          <nav>${sections.map(({ id, heading }) => html`<a href="#${id}">${heading}</a>`)}</nav>
        </header>
        <main>
          ${sections.map(
            ({ id, heading, body }) =>
              html`<section id="${id}">
                <h2>${heading}</h2>
                ${body}
              </section>`,
          )}
        </main>
        <script>
          ${new Markup(script)};
        </script>
      </body>
    </html> `.text;
}

function notesSection(notes: readonly string[]): Section {
  return {
    id: "notes",
    heading: "Notes",
    body: html`<ul class="note">
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`,
  };
}
