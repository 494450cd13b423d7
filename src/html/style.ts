/** Light and dark by the reader's own setting; cards instead of columns on a phone, everything open on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --text: #1b2230; --soft: #5d6778; --line: #dfe3ea; --back: #fff; --card: #f7f8fa; --code: #eef1f5;
  --bad: #b3261e; --warn: #8a5300; --info: #1d5fae; --ok: #23693c; --accent: #1d5fae; --band: #dbe7f6;
  --del: #fbe6e4; --del-mark: #f4bfba; --ins: #e0f2e5; --ins-mark: #addcba;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --text: #e3e7ee; --soft: #98a3b3; --line: #333b47; --back: #12161c; --card: #1a2029; --code: #232b36;
    --bad: #ff8f82; --warn: #eeb45f; --info: #82b8f5; --ok: #83cf9b; --accent: #5b9be6; --band: #24364d;
    --del: #3a2326; --del-mark: #74383a; --ins: #1b3327; --ins-mark: #2e6445;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3rem; }
body {
  margin: 0 auto; max-width: 78rem; padding: 1.2rem 1.2rem 4rem;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--text); background: var(--back);
  overflow-wrap: break-word;
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; margin: 2.4rem 0 .7rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
a { color: var(--info); }
small { font-size: .82rem; font-weight: 400; color: var(--soft); }
code, pre, dt, .change del, .change ins { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .85em; }
header p { margin: .3rem 0 1rem; color: var(--soft); }
.none, .note, .schema { color: var(--soft); }
.note { font-size: .88rem; } ul.note { padding-left: 1.2rem; }
[hidden] { display: none !important; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.figures li { padding: .55rem .8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: var(--soft); font-size: .88rem; }
.figures b { display: block; font-size: 1.5rem; line-height: 1.25; color: var(--text); font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }

.bad > b, .mark.bad { color: var(--bad); } .warn > b, .mark.warn { color: var(--warn); }
.figures .ok > b, .mark.ok { color: var(--ok); } .mark.info { color: var(--info); } .mark.plain { color: var(--soft); }
.mark { display: inline-block; padding: 0 .45rem; border: 1px solid currentColor; border-radius: 99px; font-size: .76rem; font-weight: 500; line-height: 1.45; white-space: nowrap; }

.filters { display: flex; flex-wrap: wrap; gap: .5rem 1.1rem; align-items: center; margin: .6rem 0; }
.filters label { display: inline-flex; gap: .35rem; align-items: center; }
input[type=search] { flex: 0 1 18rem; min-width: 0; padding: .35rem .6rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
input[type=checkbox] { accent-color: var(--accent); }
output { color: var(--soft); font-size: .88rem; }

article { margin: .6rem 0; padding: .6rem .9rem; border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 8px; background: var(--card); }
article.bad { border-left-color: var(--bad); } article.warn { border-left-color: var(--warn); } article.info { border-left-color: var(--info); }
article h3 { margin: 0 0 .3rem; font-weight: 400; overflow-wrap: anywhere; } article h3 > b { color: inherit; }
article p { margin: .15rem 0; overflow-wrap: anywhere; }
.fact { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1rem; } .fact b { font-weight: 500; color: var(--soft); }
dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: .25rem 1rem; margin: .4rem 0; } dt { padding-top: .15rem; overflow-wrap: anywhere; }
dd { grid-column: 2; margin: 0; } dd:first-child { grid-column: 1 / -1; } dd p { color: var(--soft); } dd .change { color: var(--text); }
del { color: var(--soft); } ins { text-decoration: none; font-weight: 500; }
.change del, .change ins { padding: .05rem .3rem; border-radius: 4px; white-space: pre-wrap; }
article del, article ins { color: var(--text); font-weight: 400; text-decoration: none; background: var(--del); } article ins { background: var(--ins); }
.legend del, .legend ins { padding: 0 .4rem; border-radius: 4px; }
pre { margin: .3rem 0; padding: .5rem .7rem; border-radius: 6px; background: var(--code); white-space: pre-wrap; overflow-wrap: anywhere; }
.diff { padding: .4rem 0; } .diff > * { display: block; min-height: 1.5em; padding: 0 .7rem 0 1.7rem; } .diff > small { color: var(--soft); }
.diff > ::before { position: absolute; margin-left: -1.1rem; color: var(--soft); user-select: none; } .diff > del::before { content: "−"; } .diff > ins::before { content: "+"; }
mark { color: inherit; border-radius: 2px; background: var(--del-mark); } ins mark { background: var(--ins-mark); }
summary { cursor: pointer; color: var(--info); font-size: .9rem; } article details:first-of-type { margin-top: .3rem; }

table { width: 100%; border-collapse: collapse; font-size: .92rem; }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .76rem; font-weight: 500; letter-spacing: .02em; color: var(--soft); }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
.schema { font-weight: 400; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.maintenance small { display: block; line-height: 1.35; } .maintenance small > b { font-weight: 500; } .maintenance time { white-space: nowrap; }
.group > summary { margin: 1.2rem 0 .3rem; color: inherit; } .group h3 { display: inline; }
.meter, .axis { width: 24%; } thead .axis span + span { float: right; }
.scale { position: relative; display: block; height: .5rem; margin-top: .5rem; border-radius: 3px; background: var(--code); }
.scale i { position: absolute; top: 0; bottom: 0; border-radius: 3px; background: var(--accent); }

.findings { margin: 0; padding: 0; list-style: none; } .findings li { padding: .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.findings small { display: block; }

.days { display: grid; grid-template-columns: repeat(7, 1fr); } .days span { border-left: 1px solid var(--line); padding-left: .35rem; font-size: .85rem; }
.job { margin: .5rem 0 .2rem; } .job small > b { font-weight: 500; }
.track { position: relative; height: 1.1rem; overflow: hidden; border-radius: 4px; background: var(--card) linear-gradient(to right, var(--line) 1.5px, transparent 1.5px) 0 / calc(100% / 7); }
.window .track { background-image: none; }
.track i { position: absolute; top: 0; bottom: 0; min-width: 4px; border-radius: 3px; }
.band { background: var(--band); } .week .band { background: var(--accent); }
.late { background: repeating-linear-gradient(135deg, var(--accent) 0 2px, transparent 2px 6px); opacity: .55; } .run { background: var(--accent); }
.paused .run, .paused .late { filter: grayscale(1); }
.hours { position: relative; height: 1.3rem; font-size: .8rem; color: var(--soft); } .hours span { position: absolute; padding-left: .25rem; border-left: 1px solid var(--line); }

@media print, screen and (min-width: 48.01rem) {
  .lakehouse table { table-layout: fixed; }
  .lakehouse th:nth-child(1) { width: 26%; } .lakehouse th:nth-child(2) { width: 25%; } .lakehouse .number { width: 7.5%; }
}
@media screen and (min-width: 48.01rem) { thead th { position: sticky; top: 0; background: var(--back); z-index: 1; } }
@media screen and (max-width: 48rem) {
  body { padding: .8rem .8rem 3rem; }
  input[type=search] { flex: 1 1 100%; } dl { display: block; } dd { margin-bottom: .4rem; }
  table, tbody { display: block; } thead { display: none; }
  tr { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; padding: .55rem 0; border-bottom: 1px solid var(--line); }
  th, td { padding: 0; border: 0; } tbody th, td:not([data-label]) { flex: 1 0 100%; } .number { text-align: left; white-space: normal; }
  [data-label]::before { content: attr(data-label) " "; font-size: .76rem; color: var(--soft); }
  td.maintenance { flex: 1 0 100%; } .maintenance::before { display: inline-block; width: 5rem; } .maintenance small { display: inline; margin-left: .5rem; }
  .unplanned { display: none; } .fact { display: block; } .group > summary { margin: .6rem 0 .2rem; padding: .35rem 0; }
  td.meter:not([data-label]) { display: flex; flex: 1 1 8rem; width: auto; } td.meter:empty { display: none; }
  .scale { flex: 1; height: .45rem; margin: .55rem 2rem 0 1rem; } .scale::before, .scale::after { position: absolute; top: -.35rem; font-size: .76rem; line-height: 1.2; color: var(--soft); }
  .scale::before { content: "0"; right: 100%; padding-right: .35rem; } .scale::after { content: attr(data-most); left: 100%; padding-left: .35rem; }
}
@media print {
  :root { color-scheme: light; font-size: 11px; } * { print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: .92rem; } .filters, nav { display: none; }
  details > *, details::details-content { content-visibility: visible !important; }
  article, tr, .window, .week { break-inside: avoid; } h2, h3 { break-after: avoid; }
}
`;
