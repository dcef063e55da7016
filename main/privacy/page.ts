/** A document that needs no network, runs nothing, and can be printed. */
import { markup, trusted, type Markup } from '../report/markup.ts';
import { REPORT_STYLE } from '../report/report-style.ts';

export interface DocumentPage {
  readonly language: string;
  readonly title: string;
  readonly body: Markup;
}

/** The policy lets nothing run and nothing be fetched. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
const STYLE = `
.blank { border-bottom: 1px dotted var(--muted); min-height: 2rem; }
.changed { color: var(--prompt); font-weight: 600; }
.bars { display: block; width: 100%; max-width: 46rem; height: 7rem; }
.bars rect { fill: var(--trust); }
.bars text { fill: var(--muted); font-size: 10px; }
time { white-space: nowrap; }
h2 { break-after: avoid; }
@media print { section { break-inside: auto !important; } tr { break-inside: avoid; } }
`;

export const renderDocument = ({ language, title, body }: DocumentPage): string =>
  markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(REPORT_STYLE)}${trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;

/** A table whose first column names its rows. */
export const table = (columns: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup =>
  markup`<div class="scroll" tabindex="0" role="region" aria-label="${columns.join(', ')}"><table>
<thead><tr>${columns.map((each) => markup`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first = '', ...others]) =>
      markup`<tr><th scope="row">${first}</th>${others.map((each) => markup`<td>${each}</td>`)}</tr>\n`,
  )}</tbody></table></div>`;

/** A date or time on one line. */
export const time = (text: string): Markup => markup`<time>${text}</time>`;

export const list = (items: readonly string[]): Markup =>
  markup`<ul>${items.map((each) => markup`<li>${each}</li>`)}</ul>`;

export const section = (title: string, ...content: readonly Markup[]): Markup =>
  markup`<section><h2>${title}</h2>\n${content.map((each) => each)}</section>\n`;

export const paragraph = (text: string): Markup => markup`<p>${text}</p>`;
