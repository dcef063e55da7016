/** A run as one HTML file that needs no network: what happened, the curve of trust, and what trust is. */
import type { ReplayReport } from '../../contract/replay.ts';
import { AVERAGED_WINDOWS, chartData } from './chart-data.ts';
import type { ChartLibrary } from './chart-library.ts';
import { describeRun, formatCount } from './describe-run.ts';
import { markup, type Markup } from './markup.ts';
import { renderPage } from './page.ts';
import { REPORT_SCRIPT } from './report-script.ts';
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

/** Renders a run, see {@link renderPage}. */
export const renderReport = (run: ReplayReport, library?: ChartLibrary): string => {
  const data = chartData(run);
  const body = markup`${lead(run)}
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
<footer>Samehand ${run.version}, mode ${run.mode} (${MODE_MEANING[run.mode]}), seed ${run.seed}.</footer>`;
  const title = `Samehand: ${run.simulated ? 'demonstration with simulated people' : 'replay of recordings'}`;
  return renderPage({ title, body, data, script: REPORT_SCRIPT }, library);
};
