import { describe, expect, it } from 'vitest';
import { KEYBOARD_FEATURES } from '../../../ml/features/keyboard-catalogue.ts';
import { POINTER_FEATURES } from '../../../ml/features/pointer-catalogue.ts';
import { featureValue } from './feature-value.ts';

const value = (name: string, unit: string, median: number, spread: number) => {
  const { shown, typical, low, high } = featureValue({ name, unit, median, spread });
  return [shown, ...[typical, low, high].map((each) => Number(each.toPrecision(3)))];
};

describe('features in units that people know', () => {
  it('undoes the logarithm of times, also of those that may be negative', () => {
    expect(value('dwell', 'log ms', Math.log(120), Math.log(1.5))).toEqual(['ms', 120, 80, 180]);
    expect(value('release-press', 'asinh ms', Math.asinh(30 / 60), 0)).toEqual(['ms', 30, 30, 30]);
    expect(value('release-press', 'asinh ms', Math.asinh(-30 / 60), 0)).toEqual(['ms', -30, -30, -30]);
  });

  it('says by how much a time commonly varies', () => {
    expect(value('dwell spread', 'log ratio', Math.log(1.2), 0)).toEqual(['percent', 0.2, 0.2, 0.2]);
  });

  it('knows what is learned as log(1 + value), and what is a multiple', () => {
    expect(value('sharp turns', 'log count', Math.log1p(2), 0)).toEqual(['count', 2, 2, 2]);
    expect(value('turning', 'log rad', Math.log1p(Math.PI), 0)).toEqual(['degrees', 180, 180, 180]);
    expect(value('deviation', 'log ratio', Math.log1p(0.1), 0)).toEqual(['percent', 0.1, 0.1, 0.1]);
    expect(value('peak to mean speed', 'log ratio', Math.log(2), 0)).toEqual(['times', 2, 2, 2]);
  });

  it('never goes below nothing where there is no less', () => {
    expect(value('corrections', 'share', 0.01, 0.05)).toEqual(['percent', 0.01, 0, 0.06]);
  });

  it('shows no feature of the catalogues on the scale it is learned on', () => {
    for (const { name, unit } of [...KEYBOARD_FEATURES, ...POINTER_FEATURES]) {
      const { shown } = featureValue({ name, unit, median: 0.5, spread: 0.1 });
      if (unit !== 'correlation' && name !== 'jerk') expect(shown, `${name}, ${unit}`).not.toBe('plain');
    }
  });

  it('shows what it does not know as it is', () => {
    expect(value('news', 'furlongs', 3, 1)).toEqual(['plain', 3, 2, 4]);
  });
});
