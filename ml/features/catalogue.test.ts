import { describe, expect, it } from 'vitest';
import { FEATURE_VERSION, FEATURES, KEYBOARD_FEATURES, POINTER_FEATURES } from './catalogue.ts';
import { KEYBOARD_SAMPLES } from './keyboard-catalogue.ts';
import { WINDOW_MEASURES } from './pointer-measures.ts';

describe('the feature catalogue', () => {
  it('has its size; who changes it raises the version', () => {
    expect([FEATURE_VERSION, KEYBOARD_FEATURES.length, POINTER_FEATURES.length]).toEqual([1, 60, 45]);
  });

  it.each(Object.entries(FEATURES))('names each %s feature once and says what it means', (_, features) => {
    expect(new Set(features.map(({ name }) => name)).size).toBe(features.length);
    for (const { meaning } of features) expect(meaning).toMatch(/^[A-Z].+\.$/);
  });

  it('uses every sample that is gathered', () => {
    expect([...new Set(KEYBOARD_FEATURES.map(({ sample }) => sample))].sort()).toEqual([...KEYBOARD_SAMPLES].sort());
    expect([...new Set(POINTER_FEATURES.map(({ sample }) => sample))].sort()).toEqual([...WINDOW_MEASURES].sort());
  });

  it('covers the classes of timing', () => {
    expect([...new Set(KEYBOARD_FEATURES.map(({ group }) => group))]).toEqual([
      'dwell',
      'flight',
      'digraph',
      'rollover',
      'rhythm',
      'corrections',
      'bursts',
      'modifiers',
      'speed',
    ]);
    expect([...new Set(POINTER_FEATURES.map(({ group }) => group))]).toEqual([
      'path',
      'speed',
      'acceleration',
      'direction',
      'aim',
      'pauses',
      'clicks',
      'drag',
      'wheel',
    ]);
  });
});
