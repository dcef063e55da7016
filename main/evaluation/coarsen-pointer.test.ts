import { describe, expect, it } from 'vitest';
import { KIND } from '../../contract/events.ts';
import { coarsenPointer } from './coarsen-pointer.ts';

describe('coarsenPointer', () => {
  it('hands on the last movement of a tick, and every click at its tick', () => {
    const seen: number[][] = [];
    const { push, flush } = coarsenPointer(100, (...event) => seen.push(event));
    push(10, KIND.pointerMove, 0, 1, 1);
    push(99, KIND.pointerMove, 0, 2, 2);
    push(100, KIND.pointerMove, 0, 3, 3);
    push(101, KIND.pointerMove, 0, 4, 4);
    push(150, KIND.buttonDown, 1, 4, 4);
    push(160, KIND.buttonUp, 1, 4, 4);
    push(170, KIND.pointerMove, 0, 5, 5);
    flush();
    flush();
    expect(seen).toEqual([
      [100, KIND.pointerMove, 0, 3, 3],
      [200, KIND.pointerMove, 0, 4, 4],
      [200, KIND.buttonDown, 1, 4, 4],
      [200, KIND.buttonUp, 1, 4, 4],
      [200, KIND.pointerMove, 0, 5, 5],
    ]);
  });
});
