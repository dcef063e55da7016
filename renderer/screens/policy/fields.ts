/** The settings as the page shows them: by section, with what each is measured in. */
import { settingFields, type SettingField } from '../../../contract/setting-fields.ts';
import { policySchema } from '../../../contract/policy.ts';
import type { PolicySource } from '../../../contract/policy.ts';
import type { policy as texts } from '../../i18n/en/policy.ts';

export type Unit = keyof (typeof texts)['units'];

export interface FieldGroup {
  /** First segment of the paths, or `general`. */
  readonly name: string;
  readonly fields: readonly SettingField[];
}

export const FIELDS: readonly SettingField[] = settingFields(policySchema);

const groupOf = ({ path, kind }: SettingField): string => {
  const [first = '', ...rest] = path.split('.');
  return rest.length === 0 && kind !== 'json' ? 'general' : first;
};

/** In the order of the schema. */
export const groupFields = (fields: readonly SettingField[]): readonly FieldGroup[] => {
  const groups = new Map<string, SettingField[]>();
  for (const field of fields) {
    const name = groupOf(field);
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups].map(([name, members]) => ({ name, fields: members }));
};

const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^(promptBelow|lockBelow|enrolment\.learnAbove)$/, 'trust'],
  [/PerDay$/, 'perDay'],
  [/Windows$/, 'windows'],
  [/keystrokesAtOnce$/, 'keystrokes'],
  [/pointerActionsAtOnce$/, 'pointerActions'],
  [/mostShare/, 'share'],
  [/failuresBeforeLock$/, 'codes'],
  [/sessionsToTrust$/, 'sessions'],
  [/Seconds$/, 'seconds'],
  [/Minutes$/, 'minutes'],
  [/Hours$/, 'hours'],
  [/Days$/, 'days'],
  [/Megabytes$/, 'megabytes'],
];

/** Null: a number without one, a weight or a port. */
export const unitOf = (path: string): Unit | null =>
  path === 'actionsPerDay' ? 'actions' : (UNITS.find(([pattern]) => pattern.test(path))?.[1] ?? null);

/** Of the setting as a whole: managed if any part of it is. */
export const sourceOf = (sources: Readonly<Record<string, PolicySource>>, path: string): PolicySource => {
  const found = Object.entries(sources)
    .filter(([each]) => each === path || each.startsWith(`${path}.`))
    .map(([, source]) => source);
  return found.includes('managed') ? 'managed' : (found[0] ?? 'default');
};
