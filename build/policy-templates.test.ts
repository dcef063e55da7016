import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { parse } from 'plist';
import { describe, expect, it } from 'vitest';
import { policySchema } from '../contract/policy.ts';
import { readDocument } from '../main/policy/document.ts';
import { settingsOfPlist } from '../main/policy/managed-preferences.ts';
import { readRegistryPolicy } from '../main/policy/registry-policy.ts';
import { settingFields } from '../contract/setting-fields.ts';
import { adml, admx, templates } from './policy-templates.ts';

const FOLDER = join(import.meta.dirname, '../resources/policy');
const FIELDS = [...settingFields(policySchema).map(({ path }) => path), 'exceptions'];

interface Element {
  readonly '@id': string;
  readonly '@valueName': string;
  readonly '@minValue'?: string;
  readonly '@maxValue'?: string;
}
interface PolicyElement {
  readonly '@name': string;
  readonly '@key': string;
  readonly '@valueName'?: string;
  readonly '@presentation'?: string;
  readonly elements?: Readonly<Record<string, Element>>;
}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseAttributeValue: false });
const policies = (): readonly PolicyElement[] =>
  (parser.parse(admx()) as { policyDefinitions: { policies: { policy: PolicyElement[] } } }).policyDefinitions.policies
    .policy;
const elementOf = ({ elements }: PolicyElement): Element | undefined => Object.values(elements ?? {})[0];

describe('the templates of the policy', () => {
  it.each([...templates()])(
    '%s is what the schema makes; node build/policy-templates.ts writes it',
    (name, content) => {
      expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(content);
    },
  );

  it('are well-formed XML', () => {
    expect(SyntaxValidator.validate(admx())).toBe(true);
    expect(SyntaxValidator.validate(adml())).toBe(true);
  });

  it('have every setting once, under its dotted path', () => {
    expect(policies().map((policy) => policy['@valueName'] ?? elementOf(policy)?.['@valueName'])).toEqual(FIELDS);
    expect(new Set(policies().map((policy) => policy['@name'])).size).toBe(FIELDS.length);
    expect(new Set(policies().map((policy) => policy['@key']))).toEqual(
      new Set([String.raw`SOFTWARE\Policies\Samehand`]),
    );
  });

  it('have the ranges of the schema', () => {
    const integers = settingFields(policySchema).filter(({ kind }) => kind === 'integer');
    const ranges = new Map(
      policies()
        .filter(({ elements }) => elements?.decimal !== undefined)
        .map((policy) => elementOf(policy))
        .map((element) => [element?.['@valueName'], [element?.['@minValue'], element?.['@maxValue']]]),
    );
    expect(ranges.get('stepUp.promptSeconds')).toEqual(['15', '600']);
    expect(ranges).toEqual(
      new Map(integers.map(({ path, minimum, maximum }) => [path, [String(minimum), String(maximum)]])),
    );
  });

  it('have a text for every reference, and a presentation for every element', () => {
    const strings = new Set([...adml().matchAll(/<string id="([^"]+)"/g)].map(([, id]) => id));
    const references = [...admx().matchAll(/\$\(string\.([^)]+)\)/g)].map(([, id]) => id);
    expect(references.length).toBeGreaterThan(2 * FIELDS.length);
    expect(references.filter((id) => !strings.has(id))).toEqual([]);
    const presentations = new Set([...adml().matchAll(/<presentation id="([^"]+)"/g)].map(([, id]) => id));
    const wanted = [...admx().matchAll(/\$\(presentation\.([^)]+)\)/g)].map(([, id]) => id);
    expect(wanted.filter((id) => !presentations.has(id))).toEqual([]);
    const refIds = new Set([...adml().matchAll(/refId="([^"]+)"/g)].map(([, id]) => id));
    expect(
      policies()
        .flatMap((policy) => elementOf(policy)?.['@id'] ?? [])
        .filter((id) => !refIds.has(id)),
    ).toEqual([]);
  });

  it('have samples that are policies', () => {
    const linux = JSON.parse(templates().get('policy.json') ?? '') as unknown;
    expect(readDocument(linux)).toMatchObject({ ok: true, value: { settings: { mode: 'shadow' } } });
    const profile = parse(templates().get('app.samehand.agent.mobileconfig') ?? '') as {
      PayloadContent: Record<string, unknown>[];
    };
    // What the system puts into the preferences: the payload without its own keys.
    const settings = Object.fromEntries(
      Object.entries(profile.PayloadContent[0] ?? {}).filter(([name]) => !name.startsWith('Payload')),
    );
    expect(settings).toEqual(linux);
    expect(settingsOfPlist(JSON.stringify(settings))).toEqual({ ok: true, value: linux });
  });
});

describe('a policy in the registry', () => {
  const answering = (values: Readonly<Record<string, string | number>>) =>
    readRegistryPolicy({
      read: (_, name) => {
        const value = values[name];
        if (value === undefined) return null;
        return typeof value === 'number' ? { kind: 'number', value } : { kind: 'text', value };
      },
    });

  it('is null without a value, and a document of the values otherwise', () => {
    expect(answering({})).toEqual({ ok: true, value: null });
    const found = answering({
      mode: 'shadow',
      falseLockBudgetPerDay: '0.05',
      'pause.allowed': 0,
      'stepUp.promptSeconds': 45,
      'stepUp.methods': '["authenticator"]',
      exceptions: '[{"groups":["pilot"],"policy":{"mode":"enforce"}}]',
    });
    expect(found).toEqual({
      ok: true,
      value: {
        mode: 'shadow',
        falseLockBudgetPerDay: 0.05,
        pause: { allowed: false },
        stepUp: { promptSeconds: 45, methods: ['authenticator'] },
        exceptions: [{ groups: ['pilot'], policy: { mode: 'enforce' } }],
      },
    });
    expect(found.ok && readDocument(found.value).ok).toBe(true);
  });

  it.each([
    [{ 'pause.allowed': 'yes' }, 'pause.allowed is not a DWORD'],
    [{ 'stepUp.methods': 'authenticator' }, 'stepUp.methods is not JSON'],
    [{ falseLockBudgetPerDay: 'little' }, 'falseLockBudgetPerDay is not a number'],
    [{ falseLockBudgetPerDay: '' }, 'falseLockBudgetPerDay is not a number'],
    [{ mode: 1 }, 'mode is not text'],
  ])('with %j is refused: %s', (values, message) => {
    expect(answering(values as Record<string, string>)).toEqual({ ok: false, code: 'policy-invalid', message });
  });
});
