/** A run as one HTML file that needs no network: what happened, the curve of trust, and what trust is. */
import { createHash } from 'node:crypto';
import type { ReplayReport } from '../../contract/replay.ts';
import { AVERAGED_WINDOWS, chartData } from './chart-data.ts';
import { loadChartLibrary, type ChartLibrary } from './chart-library.ts';
import { describeRun, formatCount } from './describe-run.ts';
import { jsonForScript, markup, trusted, type Markup } from './markup.ts';
import { REPORT_SCRIPT } from './report-script.ts';
import { REPORT_STYLE } from './report-style.ts';
import { enrolmentTable, eventTable, sessionTable } from './report-tables.ts';

const MODE_MEANING: Readonly<Record<ReplayReport['mode'], string>> = {
  learn: 'the agent only learned',
  shadow: 'the agent recorded what it would have done, and did nothing',
  enforce: 'the agent acted as soon as its baseline was ready',
};

const lead = (run: ReplayReport): Markup => markup`
<div class="lead">
${run.simulated ? markup`<span class="badge">Simulated people: nobody was watched</span>` : null}
<h1>Is it still the same pair of hands?</h1>
${describeRun(run).map((sentence) => markup`<p>${sentence}</p>\n`)}
<p class="note">${run.simulated ? 'Typing and pointing come from a generator.' : 'Recordings were played back.'} Nothing was really locked.</p>
</div>`;

const trustSection = (run: ReplayReport): Markup => markup`
<section aria-labelledby="trust">
<h2 id="trust">Trust</h2>
<fieldset><legend>Along the axis:</legend>
<label><input type="radio" name="unit" value="actions" checked> actions</label>
<label><input type="radio" name="unit" value="minutes"> minutes</label>
</fieldset>
<div class="chart" id="trust-chart" role="img" aria-label="Trust over the sessions; the same is in the table What was decided"></div>
<noscript><p>The curve needs a browser that runs the script in this file. The table below says the same.</p></noscript>
<ul class="keys">
<li><span class="triangle"></span>code asked for: ${run.prompts.length}</li>
<li><span class="square"></span>locked: ${run.locks.length}</li>
<li class="hint">Drag to look closer, double-click to see all.</li>
</ul>
</section>`;

const modelSection = (hasScores: boolean): Markup | null =>
  hasScores
    ? markup`
<section aria-labelledby="models">
<h2 id="models">What each model said</h2>
<p class="note">Above zero a window looks like the user, below zero like somebody else: the natural logarithm of how much
likelier it is from the one than from the other, averaged over ${AVERAGED_WINDOWS} windows. No model decides alone.</p>
<div class="chart" id="model-chart" role="img" aria-label="Log likelihood ratio of each model over the sessions"></div>
</section>`
    : null;

const coverage = ({ coverage: { gaps, lostEvents } }: ReplayReport): string =>
  gaps === 0 && lostEvents === 0
    ? 'No event was lost on the way to the models.'
    : `On the way to the models ${formatCount(lostEvents, 'event')} were lost, in ${formatCount(gaps, 'gap')}.`;

const EXPLANATION = markup`
<section aria-labelledby="meaning">
<h2 id="meaning">What trust is, and what is not stored</h2>
<p>Trust is a number from 0 to 100. It says how much the typing and pointing of the last minutes resembles what the
agent learned of the user: how long keys and buttons are held, how long it takes from one key to the next, how the
pointer moves. Every window of keystrokes or pointer movements lifts it a little or lowers it; one odd window does little.
Where there is too little to judge by, it does not move.</p>
<p>Low trust does not mean that somebody did wrong. An injured hand, a new keyboard or an unusual day can lower it. It
says nothing about how well, how fast or how much somebody works.</p>
<h3>Not stored</h3>
<ul>
<li>what is typed: no text, no passwords, and not even which key was pressed, only a number that stands for it on this
computer alone</li>
<li>any order of keys longer than a pair</li>
<li>where the pointer was, or what was on the screen</li>
<li>the moment of a key press or a click: no time of day finer than the window that it falls in</li>
</ul>
</section>`;

/** The script as it stands in the file; nothing in it can end its element. */
const scriptText = (library: ChartLibrary): string =>
  `${library.script}\n${REPORT_SCRIPT}`.replaceAll(/<\/(?=script)/gi, '<\\/');

/**
 * Renders a run. The file holds all it needs; its content security policy lets nothing run but its own script, known by
 * its hash (CSP Level 3), and nothing be fetched. Everything that comes from the run is escaped.
 * @param library text of the chart library; by default read from where the package is installed.
 */
export const renderReport = (run: ReplayReport, library: ChartLibrary = loadChartLibrary()): string => {
  const script = scriptText(library);
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const data = chartData(run);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Samehand: ${run.simulated ? 'demonstration with simulated people' : 'replay of recordings'}</title>
<style>${trusted(library.style)}${trusted(REPORT_STYLE)}</style>
</head>
<body>
<main>
${lead(run)}
${data.trust.length > 0 ? trustSection(run) : null}
<section aria-labelledby="enrolment">
<h2 id="enrolment">What the agent learned</h2>
${enrolmentTable(run)}
<h3>Sessions</h3>
${sessionTable(run)}
<p class="note">${coverage(run)}</p>
</section>
${modelSection(data.models.length > 0)}
${run.timeline.length > 0 ? markup`<section class="events" aria-labelledby="events"><h2 id="events">What was decided</h2>${eventTable(run)}</section>` : null}
${EXPLANATION}
<footer>Samehand ${run.version}, mode ${run.mode} (${MODE_MEANING[run.mode]}), seed ${run.seed}.</footer>
</main>
<script type="application/json" id="run">${jsonForScript(data)}</script>
<script>${trusted(script)}</script>
</body>
</html>
`.text;
};
