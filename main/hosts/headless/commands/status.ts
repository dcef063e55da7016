/** `samehand status`: what the agent sees, how sure it is, and what is wrong. */
import type { Command } from 'commander';
import type { Enrolment, Status } from '../../../../contract/ipc.ts';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';

const STATE_SENTENCES = {
  starting: 'starting',
  learning: 'learning how you type and point; nothing is decided yet',
  watching: 'watching; the hands look like yours',
  doubtful: 'doubtful; the hands do not look like yours',
  locked: 'locked; nothing is watched until the workstation is unlocked',
  paused: 'paused; nothing is watched',
  accommodated: 'not judging how you type and point; codes and inactivity stand in',
  unconsented: 'waiting for your consent; nothing is judged or learned',
  excluded: 'not judging in this application or at this time, as the policy says',
  degraded: 'not seeing everything',
} as const;

const percent = (share: number): string => `${String(Math.floor(share * 100))} %`;

const enrolmentLine = (
  name: string,
  { established, windows, windowsNeeded, progress, falseLocksPerDay, withinBudget }: Enrolment,
): string => {
  if (!established)
    return `${name}: learning, ${percent(progress)} (${String(windows)} of ${String(windowsNeeded)} windows)`;
  const estimate =
    falseLocksPerDay === null ? 'cannot be estimated yet' : `at most ${falseLocksPerDay.toFixed(2)} a day`;
  return `${name}: baseline established from ${String(windows)} windows; wrong locks ${estimate}, ${withinBudget ? 'within' : 'not yet within'} the budget`;
};

/** Said only where they make a difference. */
const circumstances = ({ trust, composite }: Status): string =>
  composite.score < trust ? `, ${composite.score.toFixed(0)} in these circumstances` : '';

export const statusLines = (status: Status): string[] => {
  const { counts, sensor, coverage, session, prompt, accommodatedUntil } = status;
  return [
    `State:    ${STATE_SENTENCES[status.state]}`,
    `Mode:     ${status.mode}`,
    `Trust:    ${status.trust.toFixed(0)} of 100${circumstances(status)}`,
    ...(prompt === null ? [] : [`Code:     asked for until ${prompt.until}; answer with: samehand code`]),
    `Learned:  ${enrolmentLine('keyboard', status.enrolment.keyboard)}`,
    `          ${enrolmentLine('pointer', status.enrolment.pointer)}`,
    `Seen:     ${String(counts.keyDown)} key presses, ${String(counts.buttonDown)} clicks, ${String(counts.wheel)} wheel steps, ${String(counts.pointerMove)} pointer moves`,
    `Sensor:   ${sensor.state}${sensor.reason === '' ? '' : ` (${sensor.reason})`}, ${String(sensor.restarts)} restarts, ${String(sensor.dropped)} events dropped`,
    `Not seen: ${String(coverage.gaps)} gaps, ${(coverage.blindMs / 1000).toFixed(0)} s without a sensor`,
    `Session:  since ${session.startedAt}, ${String(session.prompts)} prompts, ${String(session.locks)} locks`,
    `Store:    ${status.store.state}, key from ${status.store.keySource}`,
    ...(status.pausedUntil === null ? [] : [`Paused:   until ${status.pausedUntil}`]),
    ...(accommodatedUntil === null ? [] : [`Accommodated: until ${accommodatedUntil}`]),
    ...status.warnings.map((warning) => `Warning:  ${warning}`),
  ];
};

export const addStatus = (program: Command, context: Context): void => {
  program
    .command('status')
    .description('show what the agent sees, how sure it is that the hands are yours, and what is wrong')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const status = await withAgent(context, async (client) => unwrap(await client.call('status', {})));
      outputOf(context, json).answer(status, statusLines(status));
    });
};
