import { describe, expect, it } from 'vitest';
import type { ProfileVersion } from '../../../../contract/ipc.ts';
import { describeRollback, versionLines } from './profile-versions.ts';

const version = (number: number, changes: Partial<ProfileVersion> = {}): ProfileVersion => ({
  modality: 'keyboard',
  version: number,
  active: false,
  withdrawn: false,
  trainedAt: `2026-01-0${String(number)}T09:00:00.000Z`,
  windows: 100 * number,
  falseLocksPerDay: 0.05,
  ...changes,
});

const VERSIONS = [
  version(4, { withdrawn: true }),
  version(3, { active: true }),
  version(2, { falseLocksPerDay: null }),
  version(1),
  version(1, { modality: 'pointer', active: true }),
];

describe('profile versions', () => {
  it('are one line each, with what is in force and what was set aside', () => {
    expect(versionLines(VERSIONS)).toEqual([
      'keyboard    4  trained 2026-01-04T09:00:00.000Z on 400 windows, 0.05 wrong locks a day  set aside by a rollback',
      'keyboard    3  trained 2026-01-03T09:00:00.000Z on 300 windows, 0.05 wrong locks a day  in force',
      'keyboard    2  trained 2026-01-02T09:00:00.000Z on 200 windows, no estimate',
      'keyboard    1  trained 2026-01-01T09:00:00.000Z on 100 windows, 0.05 wrong locks a day',
      'pointer     1  trained 2026-01-01T09:00:00.000Z on 100 windows, 0.05 wrong locks a day  in force',
    ]);
    expect(versionLines([])).toEqual(['There is no version yet: nothing was trained so far.']);
  });
});

describe('profile rollback without --yes', () => {
  it.each([
    ['the version before', null, 2],
    ['an older one', 1, 1],
    ['one that was set aside', 4, 4],
    ['the one in force, as it was trained', 3, 3],
  ])('says what it would do: %s', (_, to, target) => {
    expect(describeRollback(VERSIONS, 'keyboard', to)).toContain(
      `This puts version ${String(target)} of the keyboard profile in force (trained 2026-01-0${String(target)}T`,
    );
  });

  it('says when there is nothing to go back to', () => {
    expect(() => describeRollback(VERSIONS, 'pointer', null)).toThrow(
      'There is no older version of the pointer profile to go back to.',
    );
    expect(() => describeRollback(VERSIONS, 'keyboard', 9)).toThrow(
      'There is no version 9 of the keyboard profile to go back to.',
    );
  });
});
