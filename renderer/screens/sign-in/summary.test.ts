import { describe, expect, it } from 'vitest';
import type { StepUpStatus } from '../../../contract/step-up.ts';
import { driftWorthTelling, summaryOf } from './summary.ts';

const NONE: StepUpStatus = { authenticator: null, email: null, recoveryCodesLeft: 0, usable: [], problems: [] };
const authenticator = { enrolledAt: '2026-01-05T09:00:00.000Z', driftSeconds: null };
const full: StepUpStatus = {
  ...NONE,
  authenticator,
  recoveryCodesLeft: 10,
  usable: ['authenticator', 'recovery-code'],
};

describe('how codes stand', () => {
  it.each([
    ['nothing', NONE],
    ['broken', { ...NONE, authenticator }],
    ['reserve', { ...full, usable: ['recovery-code'] }],
    ['noCodes', { ...full, recoveryCodesLeft: 0, usable: ['authenticator'] }],
    ['fewCodes', { ...full, recoveryCodesLeft: 2 }],
    ['ready', full],
  ] as const)('is %s', (summary, setUp) => {
    expect(summaryOf({ ...setUp, usable: [...setUp.usable] }, true)).toBe(summary);
  });

  it('misses no recovery codes where the policy has none', () => {
    expect(summaryOf({ ...full, recoveryCodesLeft: 0, usable: ['authenticator'] }, false)).toBe('ready');
  });

  it('tells of a clock only when it is off', () => {
    const drifted = (driftSeconds: number | null) =>
      driftWorthTelling({ ...full, authenticator: { ...authenticator, driftSeconds } });
    expect([drifted(null), drifted(0), drifted(-30), drifted(60)]).toEqual([null, null, -30, 60]);
    expect(driftWorthTelling(NONE)).toBeNull();
  });
});
