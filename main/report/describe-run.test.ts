import { describe, expect, it } from 'vitest';
import { describeRun, formatCount, formatDuration } from './describe-run.ts';
import { sampleRun } from './sample-run.fixture.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [59_600, '1 min 0 s'],
    [3_599_000, '59 min 59 s'],
    [3_660_000, '1 h 1 min'],
  ])('%d ms is %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('formatCount', () => {
  it('minds the plural and groups thousands', () => {
    expect([formatCount(1, 'action'), formatCount(0, 'action'), formatCount(12_345, 'action')]).toEqual([
      '1 action',
      '0 actions',
      '12,345 actions',
    ]);
  });
});

describe('describeRun', () => {
  it('says what was learned, where trust held and where it fell', () => {
    expect(describeRun(sampleRun())).toEqual([
      "The agent learned the user's keyboard and pointer timing from 1,800 actions in 2 sessions.",
      'Trust held through “Anna at work” (lowest 93.4).',
      'In “Somebody else takes over” trust fell to 27.5: a code was asked for after 100 actions, and the workstation was locked after 160 actions.',
    ]);
  });

  it('says in shadow mode what would have happened', () => {
    const run = sampleRun();
    const timeline = run.timeline.map((entry) =>
      entry.action === 'none' ? entry : { ...entry, action: 'none' as const, withheld: entry.action },
    );
    expect(describeRun({ ...run, mode: 'shadow', timeline, prompts: [], locks: [] })[2]).toBe(
      'In “Somebody else takes over” trust fell to 27.5: a code would have been asked for after 100 actions, and the workstation would have been locked after 160 actions.',
    );
  });

  it('says that nothing was decided without a baseline', () => {
    const run = sampleRun();
    const keyboard = { ...run.enrolment.keyboard, established: false, windows: 12 };
    const pointer = { ...run.enrolment.pointer, established: false, windows: 3 };
    expect(describeRun({ ...run, enrolment: { ...run.enrolment, established: false, keyboard, pointer } })).toEqual([
      'There is no baseline: 1,800 actions in 2 sessions gave 12 of 100 keyboard windows and 3 of 20 pointer windows, so nothing was decided.',
    ]);
  });

  it('says that a session was too short', () => {
    const run = sampleRun();
    const timeline = run.timeline.filter(({ session }) => session === 1);
    expect(describeRun({ ...run, timeline })[1]).toBe('“Anna at work” was too short to be scored.');
  });
});
