import { html, type Markup } from "./html.ts";
import type { PageFinding } from "./model.ts";
import type { Section } from "./section.ts";

/** What the rules say of the lakehouse, short of an error; what is only for information stays closed. */
export function findingsSection(findings: readonly PageFinding[]): Section {
  const quiet = findings.filter(({ tone }) => tone === "info");
  const loud = findings.filter(({ tone }) => tone !== "info");
  return {
    id: "findings",
    heading: `Findings (${findings.length})`,
    body: html`${list(loud)}
    ${
      quiet.length > 0 &&
      html`<details>
        <summary>${quiet.length} for information</summary>
        ${list(quiet)}
      </details>`
    }`,
  };
}

function list(findings: readonly PageFinding[]): Markup | undefined {
  if (findings.length === 0) return undefined;
  return html`<ul class="findings">
    ${findings.map(
      ({ tone, rule, where, message, instead }) =>
        html`<li>
          <span class="mark ${tone}">${rule}</span> <b>${where}</b> ${message}
          <small>instead: ${instead}</small>
        </li>`,
    )}
  </ul>`;
}
