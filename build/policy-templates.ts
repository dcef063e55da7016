/**
 * What administrators of machines set policy with, made from the schema so that the two cannot differ: ADMX and ADML for
 * group policy, a configuration profile for macOS, a sample for Linux, a JSON schema for editors.
 *
 * Usage: node build/policy-templates.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import XMLBuilder from 'fast-xml-builder';
import { build, type PlistValue } from 'plist';
import { z } from 'zod';
import { policyExceptionSchema, policySchema } from '../contract/policy.ts';
import { settingFields, type SettingField } from '../contract/setting-fields.ts';

const FOLDER = join(import.meta.dirname, '../resources/policy');
const KEY = String.raw`SOFTWARE\Policies\Samehand`;
const DOMAIN = 'app.samehand.agent';
/** Identifiers of the sample profile: an administrator gives it others. */
const PROFILE_UUID = '5E0E5A3E-3C1D-4E4B-9B60-3D1E5A3E0001';
const PAYLOAD_UUID = '5E0E5A3E-3C1D-4E4B-9B60-3D1E5A3E0002';

type Node = Readonly<Record<string, unknown>>;

const FIELDS: readonly SettingField[] = [
  ...settingFields(policySchema),
  {
    path: 'exceptions',
    kind: 'json',
    description: 'Other settings for some users or groups: a list of {"users": […], "groups": […], "policy": {…}}.',
    choices: null,
    minimum: null,
    maximum: null,
    initial: [],
  },
];

const idOf = (path: string): string => path.replaceAll('.', '_');
const attributes = (values: Readonly<Record<string, string | number>>): Node =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`@${name}`, String(value)]));
const text = (id: string): string => `$(string.${id})`;

/** The section of a setting is its category; what stands alone is in the general one. */
const categoryOf = (path: string): string => (path.includes('.') ? (path.split('.')[0] ?? 'general') : 'general');
const categories = (): readonly string[] => [...new Set(FIELDS.map(({ path }) => categoryOf(path)))];

const elementOf = ({ path, kind, choices, minimum, maximum }: SettingField): Node | null => {
  const named = { id: `${idOf(path)}_value`, valueName: path };
  if (kind === 'boolean') return null;
  if (choices !== null) {
    const item = choices.map((choice) => ({
      ...attributes({ displayName: text(`${idOf(path)}_${choice}`) }),
      value: { string: choice },
    }));
    return { enum: { ...attributes({ ...named, required: 'true' }), item } };
  }
  if (kind === 'integer') {
    return { decimal: attributes({ ...named, minValue: minimum ?? 0, maxValue: maximum ?? 0, required: 'true' }) };
  }
  return { text: attributes({ ...named, required: 'true', maxLength: 1_048_576 }) };
};

const policyOf = (field: SettingField): Node => {
  const { path, kind } = field;
  const id = idOf(path);
  const element = elementOf(field);
  const own = {
    name: id,
    class: 'Machine',
    displayName: text(id),
    explainText: text(`${id}_help`),
    key: KEY,
    ...(kind === 'boolean' ? { valueName: path } : { presentation: `$(presentation.${id})` }),
  };
  const state =
    element === null
      ? { enabledValue: { decimal: attributes({ value: 1 }) }, disabledValue: { decimal: attributes({ value: 0 }) } }
      : { elements: element };
  return {
    ...attributes(own),
    parentCategory: attributes({ ref: categoryOf(path) }),
    supportedOn: attributes({ ref: 'supported' }),
    ...state,
  };
};

const xml = (root: string, content: Node): string => {
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    indentBy: '  ',
    suppressBooleanAttributes: false,
  });
  const declaration = attributes({ version: '1.0', encoding: 'utf-8' });
  return builder.build({ '?xml': declaration, [root]: content });
};

const SCHEMA = attributes({
  xmlns: 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions',
  revision: '1.0',
  schemaVersion: '1.0',
});

export const admx = (): string =>
  xml('policyDefinitions', {
    ...SCHEMA,
    policyNamespaces: { target: attributes({ prefix: 'samehand', namespace: 'Samehand.Policies' }) },
    resources: attributes({ minRequiredRevision: '1.0' }),
    supportedOn: { definitions: { definition: attributes({ name: 'supported', displayName: text('supported') }) } },
    categories: {
      category: [
        attributes({ name: 'samehand', displayName: text('samehand') }),
        ...categories().map((name) => ({
          ...attributes({ name, displayName: text(`category_${name}`) }),
          parentCategory: attributes({ ref: 'samehand' }),
        })),
      ],
    },
    policies: { policy: FIELDS.map(policyOf) },
  });

const helpOf = ({ description, kind, initial, minimum, maximum }: SettingField): string => {
  const range = minimum === null || maximum === null ? '' : ` From ${String(minimum)} to ${String(maximum)}.`;
  const form = kind === 'json' ? ' As JSON.' : kind === 'number' ? ' As a decimal number.' : '';
  return `${description}${range}${form} Default: ${JSON.stringify(initial)}.`;
};

const stringsOf = (field: SettingField): readonly (readonly [string, string])[] => [
  [idOf(field.path), field.path],
  [`${idOf(field.path)}_help`, helpOf(field)],
  ...(field.choices ?? []).map((choice) => [`${idOf(field.path)}_${choice}`, choice] as const),
];

const presentationOf = ({ path, kind, choices }: SettingField): Node => {
  const refId = `${idOf(path)}_value`;
  if (choices !== null) return { dropdownList: { ...attributes({ refId }), '#text': path } };
  return kind === 'integer'
    ? { decimalTextBox: { ...attributes({ refId }), '#text': path } }
    : { textBox: { ...attributes({ refId }), label: path } };
};

export const adml = (): string => {
  const strings = [
    ['samehand', 'Samehand'],
    ['supported', 'Samehand 0.1 or later'],
    ...categories().map((name) => [`category_${name}`, name]),
    ...FIELDS.flatMap(stringsOf),
  ];
  return xml('policyDefinitionResources', {
    ...SCHEMA,
    displayName: 'Samehand',
    description: 'Policy of the Samehand agent',
    resources: {
      stringTable: { string: strings.map(([id = '', value = '']) => ({ ...attributes({ id }), '#text': value })) },
      presentationTable: {
        presentation: FIELDS.filter(({ kind }) => kind !== 'boolean').map((field) => ({
          ...attributes({ id: idOf(field.path) }),
          ...presentationOf(field),
        })),
      },
    },
  });
};

/** What a first roll-out begins with. */
const SAMPLE: Readonly<Record<string, PlistValue>> = {
  mode: 'shadow',
  session: { inactivityLockSeconds: 600 },
  pause: { maxMinutes: 15 },
  exceptions: [{ groups: ['pilot'], policy: { mode: 'enforce' } }],
};

export const sample = (): string => `${JSON.stringify(SAMPLE, null, 2)}\n`;

export const mobileconfig = (): string => {
  const common = { PayloadVersion: 1, PayloadOrganization: 'Your organisation' };
  return `${build({
    ...common,
    PayloadType: 'Configuration',
    PayloadIdentifier: `${DOMAIN}.profile`,
    PayloadUUID: PROFILE_UUID,
    PayloadDisplayName: 'Samehand',
    PayloadScope: 'System',
    PayloadContent: [
      {
        ...common,
        ...SAMPLE,
        PayloadType: DOMAIN,
        PayloadIdentifier: `${DOMAIN}.settings`,
        PayloadUUID: PAYLOAD_UUID,
        PayloadDisplayName: 'Samehand policy',
      },
    ],
  })}\n`;
};

export const jsonSchema = (): string => {
  const schema = z.toJSONSchema(policySchema, { io: 'input' });
  const exceptions = { type: 'array', items: z.toJSONSchema(policyExceptionSchema, { io: 'input' }) };
  return `${JSON.stringify({ ...schema, properties: { ...schema.properties, exceptions } }, null, 2)}\n`;
};

/** Every template by its path in `resources/policy/`. */
export const templates = (): ReadonlyMap<string, string> =>
  new Map([
    ['samehand.admx', admx()],
    ['en-US/samehand.adml', adml()],
    [`${DOMAIN}.mobileconfig`, mobileconfig()],
    ['policy.json', sample()],
    ['policy.schema.json', jsonSchema()],
  ]);

if (import.meta.main) {
  for (const [name, content] of templates()) {
    const path = join(FOLDER, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
