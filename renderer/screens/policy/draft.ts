/** The local document while it is edited: settings by dotted path, and exceptions, which stay as they are. */
import { err, ok, type Result } from '../../../contract/result.ts';

export type Settings = Readonly<Record<string, unknown>>;

export interface Draft {
  readonly settings: Settings;
  /** As they stand in the document; undefined: there are none. */
  readonly exceptions: unknown;
}

export const EMPTY_DRAFT: Draft = { settings: {}, exceptions: undefined };

export const isSection = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path, or undefined where the settings say nothing. */
export const valueAt = (settings: Settings, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isSection(value) ? value[name] : undefined), settings);

const without = (settings: Settings, name: string): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([each]) => each !== name));

const put = (settings: Settings, [name = '', ...rest]: readonly string[], value: unknown): Settings => {
  if (rest.length === 0) return value === undefined ? without(settings, name) : { ...settings, [name]: value };
  const below = settings[name];
  const changed = put(isSection(below) ? below : {}, rest, value);
  // A section that says nothing any more is left out.
  return Object.keys(changed).length === 0 ? without(settings, name) : { ...settings, [name]: changed };
};

/** @param value undefined: the settings say nothing of it any more. */
export const withValue = (draft: Draft, path: string, value: unknown): Draft => ({
  ...draft,
  settings: put(draft.settings, path.split('.'), value),
});

/** What is wrong comes as code `usage` with the parser's own message, or an empty one: it is no object. */
export const parseDraft = (text: string): Result<Draft> => {
  if (text.trim() === '') return ok(EMPTY_DRAFT);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    return err('usage', cause instanceof Error ? cause.message : String(cause));
  }
  if (!isSection(value)) return err('usage', '');
  const { exceptions, ...settings } = value;
  return ok({ settings, exceptions });
};

/** As it is stored: to be read and compared by people. */
export const draftText = ({ settings, exceptions }: Draft): string =>
  `${JSON.stringify(exceptions === undefined ? settings : { ...settings, exceptions }, null, 2)}\n`;

/** JSON values, whatever the order of their members. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, at) => isSame(each, b[at]));
  if (isSection(a) && isSection(b)) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => name in b && isSame(a[name], b[name]));
  }
  return a === b;
};
