/** Light and dark by the reader's own setting; one column on a phone, everything open on paper. */
export const style = `
:root { color-scheme: light dark; --text: #1c2127; --soft: #5c6673; --line: #d8dde3; --back: #fff; --card: #f6f8fa;
  --bad: #b42318; --warn: #92580a; --info: #1f5fa8; --ok: #2b6b3f; --code: #eef1f4; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e8ec; --soft: #9aa5b1; --line: #343c45; --back: #14181d; --card: #1c2229;
  --bad: #ff8a7a; --warn: #f0b35c; --info: #79b4f5; --ok: #7fcf97; --code: #232b33; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 .4rem; } header p { margin: .2rem 0 .8rem; color: var(--soft); } small, .none, .note { color: var(--soft); }
.figures { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0 0 .8rem; padding: 0; }
.figures li { border: 1px solid var(--line); border-radius: 6px; padding: .3rem .7rem; background: var(--card); } .figures b { font-size: 1.15rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; } a { color: var(--info); }
.filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0; }
input[type=search] { font: inherit; padding: .3rem .5rem; min-width: 16rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
article { border: 1px solid var(--line); border-left-width: 4px; border-radius: 6px; background: var(--card); padding: .6rem .9rem; margin: .6rem 0; content-visibility: auto; contain-intrinsic-size: auto 9rem; }
article h3 { margin: 0 0 .3rem; font-weight: 400; overflow-wrap: anywhere; } article p { margin: .2rem 0; }
dl { margin: .3rem 0; } dt { font-family: ui-monospace, monospace; font-size: .85rem; } dd { margin: 0 0 .4rem 1rem; overflow-wrap: anywhere; } dd p { color: var(--soft); }
del { color: var(--bad); } ins { color: var(--ok); text-decoration: none; }
pre { background: var(--code); padding: .5rem; border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; margin: .3rem 0; }
summary { cursor: pointer; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { font-size: .8rem; color: var(--soft); font-weight: 400; } tbody th { font-weight: 500; } .number { text-align: right; white-space: nowrap; }
tbody tr { content-visibility: auto; contain-intrinsic-size: auto 2rem; }
.mark { display: inline-block; border: 1px solid currentColor; border-radius: 4px; padding: 0 .4rem; font-size: .8rem; margin-right: .3rem; }
.bad > b, .mark.bad { color: var(--bad); } .warn > b, .mark.warn { color: var(--warn); } .info > b, .mark.info { color: var(--info); } .ok > b, .mark.ok { color: var(--ok); }
article.bad { border-left-color: var(--bad); } article.warn { border-left-color: var(--warn); } article.info { border-left-color: var(--info); } article h3 > b { color: inherit; }
svg { min-width: 44rem; width: 100%; } svg text { font: 12px system-ui, sans-serif; fill: var(--text); } svg line { stroke: var(--line); } svg rect { fill: var(--info); } svg .paused rect { fill: var(--soft); }
.windows { padding-left: 1.2rem; } [hidden] { display: none !important; }
@media (max-width: 40rem) { body { padding: .6rem; } input[type=search] { min-width: 100%; } }
@media print { body { max-width: none; } .filters, nav { display: none; } details > *, details::details-content { content-visibility: visible !important; } article, tbody tr { break-inside: avoid; content-visibility: visible; } }
`;
