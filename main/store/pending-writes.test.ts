import { describe, expect, it } from 'vitest';
import { createPendingWrites } from './pending-writes.ts';
import { sampleSession, sampleVerdict, sampleWindow } from './sample-rows.fixture.ts';

describe('what waits to be written', () => {
  it('is bounded: the oldest are dropped, and counted', () => {
    const pending = createPendingWrites(3);
    for (const id of [1, 2, 3, 4, 5]) pending.addWindow({ ...sampleWindow(), id });
    for (let row = 0; row < 4; row += 1) pending.addVerdict(sampleVerdict());
    expect([pending.rows(), pending.dropped()]).toEqual([6, 3]);
    pending.clear();
    expect([pending.rows(), pending.dropped(), pending.isEmpty()]).toEqual([0, 3, true]);
  });

  it('is not empty for a session or aggregates alone', () => {
    const pending = createPendingWrites(3);
    pending.saveSession(sampleSession());
    expect(pending.isEmpty()).toBe(false);
    pending.clear();
    pending.aggregate('user-1', 'keyboard', Float32Array.of(1), 9);
    expect([pending.rows(), pending.isEmpty()]).toEqual([0, false]);
    pending.discard('user-2', 'keyboard');
    expect(pending.isEmpty()).toBe(false);
    pending.discard('user-1', 'keyboard');
    expect(pending.isEmpty()).toBe(true);
  });
});
