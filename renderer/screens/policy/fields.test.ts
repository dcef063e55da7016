import { describe, expect, it } from 'vitest';
import { policySchema } from '../../../contract/policy.ts';
import { POLICY_FIELDS } from '../../i18n/de/policy-fields.ts';
import { policy as de } from '../../i18n/de/policy.ts';
import { POLICY_LABELS } from '../../i18n/en/policy-fields.ts';
import { policy as en } from '../../i18n/en/policy.ts';
import { EMPTY_DRAFT, withValue } from './draft.ts';
import { settingFaults } from './field-faults.ts';
import { FIELDS, groupFields, sourceOf, unitOf } from './fields.ts';
import { findFields } from './find-fields.ts';
import { freshValue, nodeAt, shapeOf, type SchemaNode } from './schema-node.ts';

/** A setting and all that can be edited within it. */
const withMembers = (path: string, node: SchemaNode): readonly (readonly [string, SchemaNode])[] => {
  const shape = shapeOf(node);
  const within = shape.kind === 'section' ? shape.section : shape.kind === 'list' ? shape.item : {};
  return [
    [path, node],
    ...Object.entries(within.properties ?? {}).flatMap(([name, each]) => withMembers(`${path}.${name}`, each)),
  ];
};
const ALL = FIELDS.flatMap(({ path }) => withMembers(path, nodeAt(path)));
const GROUPS = groupFields(FIELDS).map(({ name }) => name);

const choicesOf = (node: SchemaNode): readonly string[] => {
  const shape = shapeOf(node);
  return shape.kind === 'choice' || shape.kind === 'choices' ? shape.choices : [];
};

describe('the texts of settings', () => {
  it('are there for every setting and section in both languages, and for nothing else', () => {
    const paths = [...new Set([...ALL.map(([path]) => path), ...GROUPS])].sort();
    expect(Object.keys(POLICY_LABELS).sort()).toEqual(paths);
    expect(Object.keys(POLICY_FIELDS).sort()).toEqual(paths);
  });

  it('say in German what the schema says in English', () => {
    for (const [path, node] of ALL) {
      expect(node.description, path).not.toBe('');
      expect(POLICY_FIELDS[path]?.description, path).not.toBe('');
      expect(POLICY_FIELDS[path]?.description, path).not.toBe(node.description);
    }
  });

  it('have a word for every choice in both languages', () => {
    const choices = [...new Set(ALL.flatMap(([, node]) => choicesOf(node)))].sort();
    expect(Object.keys(en.choices).sort()).toEqual(choices);
    expect(Object.keys(de.choices).sort()).toEqual(choices);
  });
});

it('has every leaf of the schema in one section', () => {
  expect(groupFields(FIELDS).flatMap(({ fields }) => fields)).toHaveLength(FIELDS.length);
  const leaves = (node: SchemaNode, path: string): readonly string[] =>
    node.properties === undefined
      ? [path]
      : Object.entries(node.properties).flatMap(([name, each]) => leaves(each, path === '' ? name : `${path}.${name}`));
  const names = Object.keys(policySchema.shape);
  expect(names.flatMap((name) => leaves(nodeAt(name), name))).toEqual(FIELDS.map(({ path }) => path));
});

it('leaves no setting to be edited as JSON', () => {
  expect(ALL.filter(([, node]) => shapeOf(node).kind === 'json').map(([path]) => path)).toEqual([]);
});

it('begins a new section or entry with what has no default, and names what is still missing', () => {
  const mail = withValue(EMPTY_DRAFT, 'mail', freshValue(nodeAt('mail')));
  expect(mail.settings).toEqual({ mail: { host: '', from: '' } });
  expect(settingFaults(mail.settings).map(({ path }) => path)).toEqual(['mail.host', 'mail.from']);
  const { items = {} } = nodeAt('times');
  expect(freshValue(items)).toEqual({ days: [], from: '', to: '' });
});

it('knows what a number is measured in', () => {
  expect(unitOf('promptBelow')).toBe('trust');
  expect(unitOf('stepUp.promptSeconds')).toBe('seconds');
  expect(unitOf('actionsPerDay')).toBe('actions');
  expect(unitOf('enrolment.retrainAfterWindows')).toBe('windows');
  expect(unitOf('weights.network')).toBeNull();
});

it('takes a setting for managed if any part of it is', () => {
  const sources = { 'mail.host': 'managed', 'mail.port': 'local', promptBelow: 'local' } as const;
  expect(sourceOf(sources, 'mail')).toBe('managed');
  expect(sourceOf(sources, 'promptBelow')).toBe('local');
  expect(sourceOf(sources, 'prompt')).toBe('default');
});

it('finds settings by every word, and those that differ', () => {
  const draft = withValue(EMPTY_DRAFT, 'lockBelow', 20);
  const search = (text: string, shown: 'all' | 'own' | 'changed' = 'all') =>
    findFields(FIELDS, {
      text,
      shown,
      draft,
      former: EMPTY_DRAFT,
      isOwn: (path) => path === 'mode',
      words: ({ path, description }) => `${POLICY_LABELS[path] ?? ''} ${description}`,
    }).map(({ path }) => path);
  expect(search('')).toHaveLength(FIELDS.length);
  expect(search('LOCK inactivity')).toContain('session.inactivityLockSeconds');
  expect(search('stepUp.methods')).toEqual(['stepUp.methods']);
  expect(search('elephant')).toEqual([]);
  expect(search('', 'own')).toEqual(['mode', 'lockBelow']);
  expect(search('', 'changed')).toEqual(['lockBelow']);
});
