import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { describeEvent } from './describe-event.ts';
import { EVERY_EVENT } from './every-event.fixture.ts';
import { createTellOnce } from './tell-once.ts';

const toldOf = (events: readonly AuditEvent[]): boolean[] => {
  const isNews = createTellOnce();
  return events.map((event) => isNews(event, describeEvent(event)?.kind ?? null));
};
const lock = (ok: boolean): AuditEvent => ({
  kind: 'action-done',
  body: { ...EVERY_EVENT['action-done'].body, ok },
});
const sensor = (state: string): AuditEvent => ({ kind: 'sensor-state', body: { state, reason: '', restarts: 1 } });

describe('what lasts is told of once, until it is over', () => {
  it('a lock that fails, until one succeeds or somebody locks', () => {
    expect(toldOf([lock(false), lock(false), lock(true), lock(false)])).toEqual([true, false, true, true]);
    expect(toldOf([lock(false), EVERY_EVENT['session-locked'], lock(false)])).toEqual([true, false, true]);
  });

  it('a sensor that does not see, until it runs', () => {
    const states = ['restarting', 'starting', 'restarting', 'degraded', 'running', 'degraded'];
    expect(toldOf(states.map(sensor))).toEqual([true, false, false, false, false, true]);
  });

  it('a disk that fails, until it does not', () => {
    const { 'storage-degraded': bad, 'storage-recovered': good } = EVERY_EVENT;
    expect(toldOf([bad, bad, good, bad])).toEqual([true, false, false, true]);
  });

  it('and what happens is told of each time', () => {
    const { 'code-refused': refused, 'agent-died': died } = EVERY_EVENT;
    expect(toldOf([refused, refused, died, died])).toEqual([true, true, true, true]);
  });
});
