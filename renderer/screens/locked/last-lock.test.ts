import { describe, expect, it } from 'vitest';
import type { HistoryEvent, HistoryEventKind } from '../../../contract/history.ts';
import { lastLock } from './last-lock.ts';

const event = (kind: HistoryEventKind, at: string): HistoryEvent => ({
  at,
  kind,
  action: null,
  withheld: null,
  decisionId: null,
  text: '',
});

describe('the time of the lock', () => {
  it('is that of the last one, whatever came after it but an unlock', () => {
    const locked = [event('session-locked', '1'), event('session-unlocked', '2'), event('session-locked', '3')];
    expect(lastLock([...locked, event('sensor-state', '4')])).toBe('3');
    expect(lastLock([...locked, event('session-unlocked', '4')])).toBeNull();
  });

  it('is not known where the history has none', () => {
    expect(lastLock([])).toBeNull();
    expect(lastLock([event('paused', '1')])).toBeNull();
  });
});
