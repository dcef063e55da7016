/** Which settings fit what is searched for. */
import type { SettingField } from '../../../contract/setting-fields.ts';
import { isSame, valueAt, type Draft } from './draft.ts';

export const SHOWN = ['all', 'own', 'changed'] as const;
export type Shown = (typeof SHOWN)[number];

interface Search {
  readonly text: string;
  readonly shown: Shown;
  readonly draft: Draft;
  readonly former: Draft;
  /** Source of a setting is not the default. */
  readonly isOwn: (path: string) => boolean;
  /** Name and meaning as they are read. */
  readonly words: (field: SettingField) => string;
}

export const findFields = (fields: readonly SettingField[], search: Search): readonly SettingField[] => {
  const { text, shown, draft, former, isOwn, words } = search;
  const wanted = text.trim().toLowerCase().split(/\s+/);
  const isChanged = (path: string): boolean => !isSame(valueAt(draft.settings, path), valueAt(former.settings, path));
  return fields.filter((field) => {
    const { path } = field;
    if (shown === 'changed' && !isChanged(path)) return false;
    if (shown === 'own' && !isOwn(path) && valueAt(draft.settings, path) === undefined) return false;
    const all = `${path} ${words(field)}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
};
