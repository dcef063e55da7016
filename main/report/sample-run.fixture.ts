/** A run to test plots and reports with: the user for one session, then somebody else until the lock. */
import type { ReplayReport, TimelineEntry } from '../../contract/replay.ts';
import { createRandom, normal } from '../../ml/random.ts';

const WINDOW_ACTIONS = 10;
const MS_PER_ACTION = 400;
const SESSION_ACTIONS = 900;
const PROMPT_BELOW = 60;
const LOCK_BELOW = 30;

const enrolment = {
  established: true,
  windows: 312,
  windowsNeeded: 100,
  progress: 1,
  falseLocksPerDay: 0.07,
  withinBudget: true,
};

/** Trust 100 and some dips in session 0; in session 1 it falls to the prompt and to the lock. */
export const sampleRun = (changes: Partial<ReplayReport> = {}): ReplayReport => {
  const random = createRandom(7);
  const timeline: TimelineEntry[] = [];
  let trust = 100;
  let asked = false;
  let locked = false;
  for (let window = 1; window <= (2 * SESSION_ACTIONS) / WINDOW_ACTIONS; window++) {
    const before = window * WINDOW_ACTIONS;
    const session = before > SESSION_ACTIONS ? 1 : 0;
    const modality = window % 4 === 0 ? 'pointer' : 'keyboard';
    const mean = session === 0 ? 1.6 : -1.8;
    const llr = mean + 1.4 * normal(random);
    if (!locked) trust = Math.min(100, Math.max(0, trust + (llr > 0 ? 2 * llr : 2.2 * llr)));
    const action: TimelineEntry['action'] =
      !locked && trust < LOCK_BELOW ? 'lock' : !asked && trust < PROMPT_BELOW ? 'prompt' : 'none';
    asked ||= action === 'prompt';
    locked ||= action === 'lock';
    const byModel = {
      'isolation-forest': 0.7 * mean + 1.3 * normal(random),
      centroid: 0.5 * mean + 1.2 * normal(random),
      ...(modality === 'keyboard' ? { digraph: 1.2 * mean + normal(random) } : {}),
    };
    const actions = before - session * SESSION_ACTIONS;
    timeline.push({
      t: before * MS_PER_ACTION,
      session,
      actions,
      modality,
      trust,
      llr,
      byModel,
      action,
      withheld: null,
    });
  }
  const occurrences = (action: TimelineEntry['action']): ReplayReport['prompts'] =>
    timeline
      .filter((entry) => entry.action === action)
      .map((entry) => ({ session: entry.session, actionsInSession: entry.actions, t: entry.t, trust: entry.trust }));
  const played = { events: 5_400, actions: SESSION_ACTIONS, durationMs: SESSION_ACTIONS * MS_PER_ACTION };
  return {
    format: 1,
    version: '0.1.0',
    simulated: true,
    mode: 'enforce',
    seed: 7,
    levels: { promptBelow: PROMPT_BELOW, lockBelow: LOCK_BELOW },
    enrolment: {
      established: true,
      keyboard: enrolment,
      pointer: { ...enrolment, windows: 84, windowsNeeded: 20, falseLocksPerDay: 0, withinBudget: true },
      sessions: [
        { ...played, name: 'Anna, first day' },
        { ...played, name: 'Anna, second day' },
      ],
    },
    sessions: [
      { ...played, index: 0, name: 'Anna at work' },
      { ...played, index: 1, name: 'Somebody else takes over' },
    ],
    timeline,
    prompts: occurrences('prompt'),
    locks: occurrences('lock'),
    coverage: { gaps: 0, lostBatches: 0, lostEvents: 0 },
    ...changes,
  };
};
