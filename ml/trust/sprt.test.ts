import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { updateDoubt } from './sequential.ts';
import { updateRatio } from './sprt.ts';

const parameters = { drift: 0.02, accept: 4 };

describe('updateRatio', () => {
  it('adds what the evidence exceeds the drift by', () => {
    expect(updateRatio(1, 0.8, 10, parameters)).toBeCloseTo(1.6, 12);
    expect(updateRatio(1, -3, 10, parameters)).toBeCloseTo(-2.2, 12);
  });

  it('begins anew once the user is accepted, at the bound itself too', () => {
    expect(updateRatio(3.9, 0.5, 10, parameters)).toBe(0);
    expect(updateRatio(0, 4, 0, parameters)).toBe(0);
    expect(updateRatio(3.9, 0.2, 10, parameters)).toBeCloseTo(3.9, 12);
  });

  it('falls without bound, so that the caller chooses where to lock', () => {
    let ratio = 0;
    for (let i = 0; i < 100; i += 1) ratio = updateRatio(ratio, -1.8, 10, parameters);
    expect(ratio).toBeCloseTo(-200, 9);
  });

  it('is Page’s cumulative sum when it accepts at once', () => {
    const limit = 1_000;
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 40 }), (evidence) => {
        let ratio = 0;
        let doubt = 0;
        for (const llr of evidence) {
          ratio = updateRatio(ratio, llr, 10, { drift: 0.02, accept: 0 });
          doubt = updateDoubt(doubt, llr, 10, { drift: 0.02, limit });
        }
        expect(-ratio).toBeCloseTo(doubt * limit, 8);
      }),
    );
  });
});
