/** The tables of a report: facts of the enrolment, and every moment at which something was decided. */
import type { Enrolment } from '../../contract/ipc.ts';
import type { ReplayReport, TimelineEntry } from '../../contract/replay.ts';
import type { Action } from '../../contract/verdict.ts';
import { formatCount, formatDuration, formatNumber } from './describe-run.ts';
import { markup, type Markup } from './markup.ts';

const DONE: Readonly<Record<Action, string>> = {
  none: '–',
  notify: 'user told',
  prompt: 'code asked for',
  lock: 'locked',
};
const HELD_BACK: Readonly<Record<Action, string>> = {
  none: '–',
  notify: 'user would have been told',
  prompt: 'code would have been asked for',
  lock: 'would have been locked',
};

const falseLocks = (enrolment: Enrolment): string => {
  if (enrolment.falseLocksPerDay === null) return 'not known yet';
  const rate = enrolment.falseLocksPerDay;
  if (rate === 0) return 'none expected';
  return rate < 1
    ? `one in ${formatCount(Math.max(1, Math.round(1 / rate)), 'working day')}`
    : `${formatNumber(rate)} a working day`;
};

const FACTS: readonly (readonly [string, (enrolment: Enrolment) => string])[] = [
  ['Baseline', (enrolment) => (enrolment.established ? 'established' : 'not established')],
  [
    'Windows learned',
    (enrolment) => `${formatNumber(enrolment.windows)} (needed: ${formatNumber(enrolment.windowsNeeded)})`,
  ],
  ['Wrong locks, estimated from windows held back', falseLocks],
  ['Within the budget of the policy', (enrolment) => (enrolment.withinBudget ? 'yes' : 'no')],
];

/** What was learned, a column a modality. */
export const enrolmentTable = ({ enrolment }: ReplayReport): Markup => markup`
<div class="scroll"><table>
<thead><tr><th scope="col">Learned</th><th scope="col">Keyboard</th><th scope="col">Pointer</th></tr></thead>
<tbody>${FACTS.map(
  ([name, value]) =>
    markup`<tr><th scope="row">${name}</th><td>${value(enrolment.keyboard)}</td><td>${value(enrolment.pointer)}</td></tr>\n`,
)}</tbody></table></div>`;

/** What was enrolled from and what was played, a row a session. */
export const sessionTable = (run: ReplayReport): Markup => {
  const rows = [
    ...run.enrolment.sessions.map((session) => ({ session, use: 'learned from' })),
    ...run.sessions.map((session) => ({ session, use: 'watched' })),
  ];
  return markup`
<div class="scroll"><table>
<thead><tr><th scope="col">Session</th><th scope="col">Use</th><th scope="col" class="number">Events</th><th scope="col" class="number">Actions</th><th scope="col">Length</th></tr></thead>
<tbody>${rows.map(
    ({ session, use }) =>
      markup`<tr><th scope="row">${session.name}</th><td>${use}</td><td class="number">${formatNumber(session.events)}</td><td class="number">${formatNumber(session.actions)}</td><td>${formatDuration(session.durationMs)}</td></tr>\n`,
  )}</tbody></table></div>`;
};

/** First and last window of each session, and each at which what is done changed or something was done. */
export const notableEntries = (timeline: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  timeline.filter((entry, i) => {
    const before = timeline[i - 1];
    const after = timeline[i + 1];
    if (before?.session !== entry.session || after?.session !== entry.session) return true;
    return entry.action !== 'none' || entry.withheld !== before.withheld;
  });

/** Two decimals, with a true minus sign. */
const formatSigned = (value: number): string => value.toFixed(2).replace('-', '−');

const outcome = ({ action, withheld }: TimelineEntry): Markup =>
  withheld === null || withheld === 'none'
    ? markup`<td class="${action}">${DONE[action]}</td>`
    : markup`<td class="${withheld}">${HELD_BACK[withheld]}</td>`;

/** The run without its curve, for those who cannot see it. */
export const eventTable = (run: ReplayReport): Markup => markup`
<div class="scroll"><table>
<caption>The first and the last window of each session, and every window at which something was decided.</caption>
<thead><tr><th scope="col">Session</th><th scope="col" class="number">Actions so far</th><th scope="col">Since the start</th><th scope="col">Window</th><th scope="col" class="number">Log likelihood ratio</th><th scope="col" class="number">Trust</th><th scope="col">Done</th></tr></thead>
<tbody>${notableEntries(run.timeline).map(
  (entry) =>
    markup`<tr><th scope="row">${run.sessions[entry.session]?.name ?? entry.session}</th><td class="number">${formatNumber(entry.actions)}</td><td>${formatDuration(entry.t)}</td><td>${entry.modality}</td><td class="number">${entry.llr === null ? 'too little evidence' : formatSigned(entry.llr)}</td><td class="number">${entry.trust.toFixed(1)}</td>${outcome(entry)}</tr>\n`,
)}</tbody></table></div>`;
