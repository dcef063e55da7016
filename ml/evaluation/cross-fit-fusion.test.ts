import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../random.ts';
import { fuseCrossFit, type PersonTrials } from './cross-fit-fusion.ts';
import { areaUnderRoc } from './error-rates.ts';

/** People whose first score tells by two standard deviations, and whose second does by `second`. */
const people = (second: number): PersonTrials[] => {
  const random = createRandom(5);
  const rows = (sign: number) =>
    Array.from({ length: 200 }, () => [normal(random) + sign, 1000 * (normal(random) + (sign * second) / 2)]);
  return Array.from({ length: 6 }, (_, i) => ({ half: i % 2, genuine: rows(1), impostor: rows(-1) }));
};

const meanArea = (second: number): number => {
  const areas = fuseCrossFit(people(second)).map((fused) => areaUnderRoc(fused?.genuine ?? [], fused?.impostor ?? []));
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
};

describe('fuseCrossFit', () => {
  it('gains from a score that tells, and loses nothing by one that does not', () => {
    // Of two unit normals d apart the area is Φ(d/√2); independent scores add in squares.
    expect(meanArea(2)).toBeCloseTo(0.9772, 2);
    expect(meanArea(0)).toBeCloseTo(0.9214, 2);
  });

  it('takes no weight from the half that it is used on', () => {
    const [first, ...rest] = people(2);
    if (first === undefined) throw new Error('nobody');
    const turned = { ...first, genuine: first.impostor, impostor: first.genuine };
    const fused = fuseCrossFit([turned, ...rest])[0];
    expect(fused?.genuine).toEqual(fuseCrossFit([first, ...rest])[0]?.impostor);
  });

  it('has nothing to say where the other half has no trials', () => {
    const [first] = people(1);
    if (first === undefined) throw new Error('nobody');
    expect(fuseCrossFit([first])).toEqual([null]);
  });
});
