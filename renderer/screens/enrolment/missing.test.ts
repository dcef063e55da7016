import { describe, expect, it } from 'vitest';
import type { HistoryPoint } from '../../../contract/history.ts';
import { actionsMissing, minutesMissing } from './missing.ts';

const minute = (keyboard: number): HistoryPoint => ({
  at: '2026-11-21T10:00:00.000Z',
  trust: 100,
  lowest: 100,
  level: 'learning',
  windows: { keyboard, pointer: 0 },
  abstained: {},
  evidence: [],
});

describe('what is missing', () => {
  it('is ten key presses or five movements a window', () => {
    expect(actionsMissing('keyboard', 64)).toBe(640);
    expect(actionsMissing('pointer', 3)).toBe(15);
  });

  it('is told in minutes at the pace of the minutes in which there was any', () => {
    const points = [minute(6), minute(0), minute(4), minute(0), minute(5)];
    expect(minutesMissing(points, 'keyboard', 50)).toBe(10);
    expect(minutesMissing(points, 'keyboard', 1)).toBe(1);
  });

  it('is not told in minutes without a pace to go by', () => {
    expect(minutesMissing([], 'keyboard', 50)).toBeNull();
    expect(minutesMissing([minute(20), minute(20)], 'keyboard', 50)).toBeNull();
    expect(minutesMissing([minute(1), minute(1), minute(1)], 'keyboard', 50)).toBeNull();
    expect(minutesMissing([minute(9), minute(9), minute(9)], 'pointer', 50)).toBeNull();
  });
});
