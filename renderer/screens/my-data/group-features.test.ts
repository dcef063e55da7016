import { describe, expect, it } from 'vitest';
import { KEYBOARD_FEATURES } from '../../../ml/features/keyboard-catalogue.ts';
import { POINTER_FEATURES } from '../../../ml/features/pointer-catalogue.ts';
import { de } from '../../i18n/de/index.ts';
import { en } from '../../i18n/en/index.ts';
import { groupFeatures } from './group-features.ts';

const CATALOGUES = { keyboard: KEYBOARD_FEATURES, pointer: POINTER_FEATURES } as const;
const asProfile = ({ name, unit }: { readonly name: string; readonly unit: string }) => ({
  name,
  unit,
  median: 1,
  spread: 0.1,
});

describe('groups of features', () => {
  it('has every feature of the catalogues, in the group that the catalogue has it in', () => {
    for (const modality of ['keyboard', 'pointer'] as const) {
      const groups = groupFeatures(modality, CATALOGUES[modality].map(asProfile));
      const found = groups.flatMap(({ group, features }) => features.map(({ name }) => `${group}: ${name}`));
      expect(found.toSorted()).toEqual(CATALOGUES[modality].map(({ group, name }) => `${group}: ${name}`).toSorted());
    }
  });

  it('has words for every feature in both languages', () => {
    const names = [...KEYBOARD_FEATURES, ...POINTER_FEATURES].map(({ name }) => name).toSorted();
    expect(Object.keys(en.myData.learned.features).toSorted()).toEqual(names);
    expect(Object.keys(de.myData.learned.features).toSorted()).toEqual(names);
    for (const { name, meaning } of [...KEYBOARD_FEATURES, ...POINTER_FEATURES]) {
      expect(`${new Map(Object.entries(en.myData.learned.features)).get(name) ?? ''}.`).toBe(meaning);
    }
  });

  it('puts what it does not know at the end, and leaves nothing out', () => {
    const features = ['dwell', 'a new one'].map((name) => asProfile({ name, unit: 'log ms' }));
    expect(groupFeatures('keyboard', features).map(({ group }) => group)).toEqual(['dwell', 'other']);
    expect(groupFeatures('keyboard', [])).toEqual([]);
  });
});
