/** A run in plain sentences, for people: the terminal and the report say the same. */
import type { Occurrence, ReplayReport, TimelineEntry } from '../../contract/replay.ts';
import type { Action } from '../../contract/verdict.ts';

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
export const formatNumber = (value: number): string => numbers.format(value);

export const formatCount = (count: number, one: string): string =>
  `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;

/** Minutes and seconds, or hours and minutes: `1 min 5 s`. */
export const formatDuration = (durationMs: number): string => {
  const seconds = Math.round(durationMs / 1_000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(seconds % 60)} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
};

/** The first moment in a session at which an action was taken, and whether the mode or an unready baseline held it back. */
interface FirstAction {
  readonly actions: number;
  readonly withheld: boolean;
}

const firstOf = (
  action: Action,
  happened: readonly Occurrence[],
  entries: readonly TimelineEntry[],
  session: number,
): FirstAction | null => {
  const first = happened.find((occurrence) => occurrence.session === session);
  if (first !== undefined) return { actions: first.actionsInSession, withheld: false };
  const held = entries.find((entry) => entry.withheld === action);
  return held === undefined ? null : { actions: held.actions, withheld: true };
};

const describeSession = (run: ReplayReport, index: number, name: string): string => {
  const entries = run.timeline.filter((entry) => entry.session === index);
  if (entries.length === 0) return `“${name}” was too short to be scored.`;
  const prompt = firstOf('prompt', run.prompts, entries, index);
  const lock = firstOf('lock', run.locks, entries, index);
  const lowest = entries.reduce((least, entry) => Math.min(least, entry.trust), 100);
  if (prompt === null && lock === null) return `Trust held through “${name}” (lowest ${formatNumber(lowest)}).`;
  const parts: string[] = [];
  if (prompt !== null) {
    const verb = prompt.withheld ? 'would have been' : 'was';
    parts.push(`a code ${verb} asked for after ${formatCount(prompt.actions, 'action')}`);
  }
  if (lock !== null) {
    const verb = lock.withheld ? 'would have been' : 'was';
    parts.push(`the workstation ${verb} locked after ${formatCount(lock.actions, 'action')}`);
  }
  return `In “${name}” trust fell to ${formatNumber(lowest)}: ${parts.join(', and ')}.`;
};

const describeEnrolment = (run: ReplayReport): string => {
  const { enrolment } = run;
  const actions = enrolment.sessions.reduce((sum, session) => sum + session.actions, 0);
  const learned = `${formatCount(actions, 'action')} in ${formatCount(enrolment.sessions.length, 'session')}`;
  const of = (modality: 'keyboard' | 'pointer'): string =>
    `${String(enrolment[modality].windows)} of ${String(enrolment[modality].windowsNeeded)} ${modality} windows`;
  if (!enrolment.established) {
    return `There is no baseline: ${learned} gave ${of('keyboard')} and ${of('pointer')}, so nothing was decided.`;
  }
  const ready = (['keyboard', 'pointer'] as const).filter((modality) => enrolment[modality].established);
  return `The agent learned the user's ${ready.join(' and ')} timing from ${learned}.`;
};

/** What happened, one sentence for the enrolment and one for each session. */
export const describeRun = (run: ReplayReport): readonly string[] => [
  describeEnrolment(run),
  ...(run.enrolment.established ? run.sessions.map(({ index, name }) => describeSession(run, index, name)) : []),
];
