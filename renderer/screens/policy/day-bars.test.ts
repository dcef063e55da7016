import { expect, it } from 'vitest';
import type { WhatIf, WhatIfOutcome } from '../../../contract/policy-view.ts';
import { barData, countsByDay } from './day-bars.ts';

const outcome = (byDay: WhatIfOutcome['byDay']): WhatIfOutcome => ({
  mode: 'enforce',
  prompts: 0,
  locks: 0,
  byDay,
  falseLocksPerDay: { keyboard: null, pointer: null },
});
const result: WhatIf = {
  days: 30,
  activeDays: 2,
  verdicts: 9,
  inForce: outcome([{ day: '2026-11-03', prompts: 2, locks: 1 }]),
  candidate: outcome([
    { day: '2026-11-03', prompts: 1, locks: 0 },
    { day: '2026-11-01', prompts: 4, locks: 0 },
  ]),
  notes: [],
};

it('sets both policies side by side for every day of either, oldest first', () => {
  const counts = countsByDay(result, 'prompts');
  expect(counts).toEqual([
    { day: '2026-11-01', inForce: 0, candidate: 4 },
    { day: '2026-11-03', inForce: 2, candidate: 1 },
  ]);
  expect(barData(counts)).toEqual([
    [0, 1],
    [0, 2],
    [4, 1],
  ]);
  expect(countsByDay(result, 'locks').map(({ inForce }) => inForce)).toEqual([0, 1]);
});
