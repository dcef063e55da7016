/** The style sheet of a report: light and dark by the reader's preference, black on white on paper. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --surface: #ffffff; --text: #1c2430; --muted: #566173; --rule: #c9d0da; --grid: #e7eaef;
  --band: rgba(64, 96, 160, 0.07); --badge: #5b3a00; --badge-surface: #ffe3b0;
  --trust: #1f5fbf; --prompt: #a35a00; --lock: #b3261e; --good: #1c6b3c;
  --model0: #0072b2; --model1: #b85700; --model2: #007a5a; --model3: #8a4f9e; --model4: #555555;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --surface: #1a2029; --text: #e7ebf1; --muted: #a3afc0; --rule: #3a4555; --grid: #29313d;
    --band: rgba(150, 180, 240, 0.08); --badge: #ffd68a; --badge-surface: #4a3510;
    --trust: #7db4ff; --prompt: #f2ae4e; --lock: #ff8a80; --good: #7ed6a0;
    --model0: #6cb8ee; --model1: #f2a65a; --model2: #58d0a8; --model3: #cf9be0; --model4: #c4c8ce;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, 'Segoe UI', sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.2rem; margin: 0 0 0.5rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p { margin: 0.25rem 0 0.75rem; max-width: 46rem; }
section, .lead { background: var(--surface); border: 1px solid var(--rule); border-radius: 10px; padding: 1.25rem 1.5rem; margin: 1.25rem 0 0; }
.lead p { max-width: none; font-size: 1.1rem; margin: 0.15rem 0; }
.badge { display: inline-block; background: var(--badge-surface); color: var(--badge); border-radius: 8px; padding: 0.15rem 0.75rem; font-weight: 600; font-size: 0.875rem; margin: 0 0 0.75rem; }
.note { color: var(--muted); font-size: 0.9rem; }
fieldset { border: 0; padding: 0; margin: 0 0 0.5rem; display: flex; gap: 1rem; flex-wrap: wrap; }
legend { float: left; color: var(--muted); padding: 0; }
.keys { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; margin: 0.5rem 0 0; color: var(--muted); font-size: 0.9rem; }
.triangle, .square { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; vertical-align: -0.05em; }
.triangle { background: var(--prompt); clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.square { background: var(--lock); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.93rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding-bottom: 0.5rem; }
th, td { text-align: left; padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
thead th { border-bottom-color: var(--rule); white-space: nowrap; }
tbody th { font-weight: 500; }
td.number, th.number { text-align: right; padding-right: 2rem; }
.prompt { color: var(--prompt); font-weight: 600; }
.lock { color: var(--lock); font-weight: 600; }
ul { padding-left: 1.2rem; max-width: 46rem; }
.lead .note { font-size: 0.95rem; margin-top: 0.5rem; }
footer { color: var(--muted); font-size: 0.85rem; margin-top: 1.25rem; }
.chart { min-height: 8rem; }
.uplot, .u-legend { font-family: inherit; }
.u-legend { color: var(--text); font-size: 0.85rem; text-align: left; }
.u-legend th, .u-legend td { border: 0; padding: 0.1rem; }
.u-select { background: var(--band); }
@media print {
  :root { --page: #ffffff; }
  body { font-size: 11pt; }
  main { padding: 0; max-width: none; }
  section, .lead { break-inside: avoid; border: 0; padding: 0; }
  .events { break-inside: auto; }
  table { font-size: 8.5pt; }
  th, td, td.number, th.number { padding-right: 0.75rem; }
  fieldset, .hint { display: none; }
}
`;
