/** An evaluation as one HTML file: goals, curves and tables, set by set. */
import type { Evaluation, SetFigures } from '../../contract/evaluation.ts';
import type { ChartLibrary } from './chart-library.ts';
import { modelTable, personDots } from './evaluation-figures.ts';
import { actionsOf, describeEvaluation, describeGoal, describeSet, describeTakeover } from './evaluation-format.ts';
import { EVALUATION_SCRIPT } from './evaluation-script.ts';
import { describeKind, TRIAL_HEADER, trialRow, trialsOf } from './evaluation-text.ts';
import { markup, type Markup } from './markup.ts';
import { renderPage } from './page.ts';

const STYLE = `
td.number, th.number { white-space: nowrap; padding-right: 1.25rem; }
td.number:last-child, th.number:last-child { padding-right: 0; }
tbody th { white-space: nowrap; }
.bars { white-space: nowrap; }
.bars span { display: inline-block; }
.value { width: 4rem; }
.track { width: 9rem; height: 0.7rem; background: var(--grid); border-radius: 2px; }
.bar { height: 100%; background: var(--model0); border-radius: 2px; vertical-align: top; }
.dots svg { display: block; width: 100%; min-width: 12rem; height: 1.6rem; }
.dots circle { fill: var(--model0); fill-opacity: 0.55; stroke: var(--surface); }
.dots line { stroke: var(--rule); }
.met { color: var(--good); font-weight: 600; }
.missed { color: var(--lock); font-weight: 600; }
`;

const goalTable = ({ goals }: Evaluation): Markup => markup`
<section aria-labelledby="goals">
<h2 id="goals">Figures to reach</h2>
<div class="scroll"><table>
<caption>Isolation forest alone and the best known method: other people's figures for these recordings.</caption>
<thead><tr><th scope="col">Measure</th><th scope="col" class="number">Isolation forest</th><th scope="col" class="number">Best known</th><th scope="col" class="number">Goal</th><th scope="col" class="number">Here</th><th scope="col">Met</th></tr></thead>
<tbody>${goals.map((goal) => {
  const text = describeGoal(goal);
  const outcome = goal.met === null ? '' : goal.met ? 'met' : 'missed';
  return markup`<tr><th scope="row">${text.measure}</th><td class="number">${text.isolationForest}</td><td class="number">${text.bestPublished}</td><td class="number">${text.goal}</td><td class="number">${text.figure}</td><td class="${outcome}">${text.met}</td></tr>\n`;
})}</tbody></table></div>
</section>`;

const trialTable = (figures: SetFigures): Markup => markup`
<div class="scroll"><table>
<caption>Means over people, with a bootstrap interval over people. FNMR where 1 % and 0.1 % of impostors are accepted; background: share of people of another set who are accepted at each user's EER.</caption>
<thead><tr>${TRIAL_HEADER.map((name, col) => markup`<th scope="col"${col === 0 ? null : markup` class="number"`}>${name}</th>`)}</tr></thead>
<tbody>${trialsOf(figures).map(([kind, trials]) => {
  const [name = '', ...cells] = trialRow(describeKind(kind), trials);
  return markup`<tr><th scope="row">${name}</th>${cells.map((cell) => markup`<td class="number">${cell}</td>`)}</tr>\n`;
})}</tbody></table></div>`;

const setSection = (name: string, figures: SetFigures, place: number): Markup => {
  const id = `set-${String(place)}`;
  const hasDet = trialsOf(figures).some(([, { det }]) => det !== null);
  const models = modelTable(figures);
  return markup`
<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
<p>${describeSet(figures)}</p>
${trialTable(figures)}
${hasDet ? markup`<h3>Detection error trade-off</h3><div class="chart" id="det-${place}" role="img" aria-label="False non-match rate against false match rate; single points are in the table above"></div>` : null}
<h3>Takeover</h3>
${describeTakeover(figures.takeover).map((sentence) => markup`<p>${sentence}</p>\n`)}
<div class="chart" id="takeover-${place}" role="img" aria-label="Share of takeovers locked and asked within so many actions; median and 90th percentile are in the text above"></div>
<h3>People</h3>
${personDots(figures)}
${models === null ? null : markup`<h3>Models</h3>${models}`}
</section>`;
};

const chartsOf = (figures: SetFigures) => ({
  det: trialsOf(figures).flatMap(([kind, { det }]) => (det === null ? [] : [{ label: describeKind(kind), ...det }])),
  takeover: { ...figures.takeover.curve, unit: actionsOf(figures.modality) },
});

const READING = markup`
<section aria-labelledby="reading">
<h2 id="reading">How to read this</h2>
<ul>
<li>EER: the rate at which as many impostors are taken for the user as the user is for an impostor. FNMR at 1 % FMR: how
often the user is refused where one impostor in a hundred is accepted. AUC: the chance that the user looks more like the
user than an impostor does.</li>
<li>Takeover: the user works; then an impostor goes on at the same workstation, with trust as it stands. The agent asks
for a code, and locks, as its policy says. ANGA and ANIA: mean number of genuine actions until a false lock, and of
impostor actions until the lock.</li>
<li>Nobody is judged by a population that they, or the impostors scored against them, are part of, unless the shipped
population was asked for. A few numbers come with the program in either case: the weights of the models, and how often people are
locked wrongly at which limit. They were fitted on enrolment sessions of the people that it was made from. All figures are means over people, not over trials.</li>
</ul>
</section>`;

/** Renders an evaluation, see {@link renderPage}. */
export const renderEvaluation = (evaluation: Evaluation, library?: ChartLibrary): string => {
  const sets = Object.entries(evaluation.sets);
  const body = markup`<div class="lead"><h1>How well the hands are told apart</h1>
<p class="note">${describeEvaluation(evaluation)}</p></div>
${goalTable(evaluation)}
${sets.map(([name, figures], i) => setSection(name, figures, i))}
${READING}
<footer>Samehand ${evaluation.version}, seed ${evaluation.seed}.</footer>`;
  return renderPage(
    {
      title: 'Samehand: evaluation on recorded people',
      body,
      data: { sets: sets.map(([, figures]) => chartsOf(figures)) },
      script: EVALUATION_SCRIPT,
      style: STYLE,
    },
    library,
  );
};
