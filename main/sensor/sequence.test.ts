import { describe, expect, it } from 'vitest';
import type { EventBatch } from '../../contract/events.ts';
import { createSequence } from './sequence.ts';

const batch = (seq: number, dropped = 0, t = 0): EventBatch => ({
  seq,
  count: 1,
  dropped,
  t: Float64Array.of(t),
  kind: new Uint8Array(1),
  slot: new Uint16Array(1),
  keyClass: new Uint8Array(1),
  x: new Float32Array(1),
  y: new Float32Array(1),
});

describe('sequence', () => {
  it('counts the holes in the numbers', () => {
    const { renumber, lostBatches } = createSequence();
    expect([0, 1, 4].map((seq) => renumber(batch(seq)).seq)).toEqual([0, 1, 4]);
    expect(lostBatches()).toBe(2);
  });

  it('goes on after an orderly end, and leaves a hole after a death', () => {
    const { renumber, cut, lostBatches } = createSequence();
    renumber(batch(0));
    cut(false);
    expect(renumber(batch(0)).seq).toBe(1);
    cut(true);
    expect(lostBatches()).toBe(1);
    expect(renumber(batch(0)).seq).toBe(3);
    expect(renumber(batch(1)).seq).toBe(4);
    expect(lostBatches()).toBe(1);
  });

  it('adds up what was dropped, as batches and heartbeats tell', () => {
    const { renumber, noteDropped, dropped, cut } = createSequence();
    expect(renumber(batch(0, 10)).dropped).toBe(10);
    noteDropped(12);
    cut(true);
    noteDropped(0);
    expect(dropped()).toBe(12);
    expect(renumber(batch(0, 5)).dropped).toBe(17);
    expect(dropped()).toBe(17);
  });

  it('remembers the last time', () => {
    const { renumber, lastT } = createSequence();
    expect(lastT()).toBe(0);
    renumber(batch(0, 0, 12.5));
    expect(lastT()).toBe(12.5);
  });
});
