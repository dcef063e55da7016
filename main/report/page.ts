/** A report as one HTML file that needs no network, with the chart library and its own script and data in it. */
import { createHash } from 'node:crypto';
import { loadChartLibrary, type ChartLibrary } from './chart-library.ts';
import { jsonForScript, markup, trusted, type Markup } from './markup.ts';
import { REPORT_STYLE } from './report-style.ts';

export interface Page {
  readonly title: string;
  readonly body: Markup;
  /** Read by the script from `#run`. */
  readonly data: unknown;
  /** Runs after the chart library. */
  readonly script: string;
  /** Beside that of every report. */
  readonly style?: string;
}

/** The script as it stands in the file; nothing in it can end its element. */
const scriptText = (library: ChartLibrary, script: string): string =>
  `${library.script}\n${script}`.replaceAll(/<\/(?=script)/gi, '<\\/');

/**
 * The file's content security policy lets nothing run but its own script, known by its hash (CSP Level 3), and nothing be
 * fetched. Everything that comes from the data is escaped.
 *
 * @param library text of the chart library; by default read from where the package is installed.
 */
export const renderPage = (
  { title, body, data, script, style = '' }: Page,
  library: ChartLibrary = loadChartLibrary(),
): string => {
  const text = scriptText(library, script);
  const hash = createHash('sha256').update(text).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(library.style)}${trusted(REPORT_STYLE)}${trusted(style)}</style>
</head>
<body>
<main>
${body}
</main>
<script type="application/json" id="run">${jsonForScript(data)}</script>
<script>${trusted(text)}</script>
</body>
</html>
`.text;
};
