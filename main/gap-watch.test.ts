import { expect, it } from 'vitest';
import { createGapWatch } from './gap-watch.ts';

it('finds missing numbers and dropped events', () => {
  const watch = createGapWatch();
  expect(watch.note({ seq: 0, dropped: 0 })).toBeNull();
  expect(watch.note({ seq: 1, dropped: 0 })).toBeNull();
  expect(watch.note({ seq: 4, dropped: 0 })).toEqual({ lostBatches: 2, lostEvents: 0 });
  expect(watch.note({ seq: 5, dropped: 7 })).toEqual({ lostBatches: 0, lostEvents: 7 });
  expect(watch.note({ seq: 6, dropped: 7 })).toBeNull();
  expect(watch.total()).toEqual({ gaps: 2, lostBatches: 2, lostEvents: 7 });
});
