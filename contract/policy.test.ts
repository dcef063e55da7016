import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyTable } from '../build/policy-docs.ts';
import { readDocument } from '../main/policy/document.ts';
import { defaultPolicy, policySchema } from './policy.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/policy.md'), 'utf8');

/** Path and value of every setting, sections left out. */
const settingsOf = (value: object, path = ''): readonly (readonly [path: string, value: unknown])[] =>
  Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? settingsOf(member, `${path}${name}.`)
      : [[`${path}${name}`, member] as const],
  );

describe('docs/policy.md', () => {
  it('holds the table as the schema gives it; node build/policy-docs.ts prints it', () => {
    expect(PAGE).toContain(`\n${policyTable()}\n`);
  });

  it.each(settingsOf(defaultPolicy()))('lists %s once, with its default', (path, value) => {
    const rows = PAGE.split('\n').filter((line) => line.startsWith(`| \`${path}\` |`));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.split(' | ')[2]).toBe(`\`${JSON.stringify(value)}\``);
  });

  it('says range and meaning', () => {
    expect(PAGE).toContain(
      '| `falseLockBudgetPerDay` | number, above 0 to 10 | `0.1` | How many wrong locks a working day one employee may suffer (0.1: one in ten working days). |',
    );
    expect(PAGE).toContain('| `pause.maxMinutes` | whole number, 1 to 480 | `30` | Longest pause, in minutes. |');
    expect(PAGE).toContain('| `mode` | `learn`, `shadow`, `enforce` | `"enforce"` |');
  });

  it('has examples that are policies', () => {
    const examples = [...PAGE.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text) as unknown);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(readDocument(example)).toMatchObject({ ok: true });
  });
});

describe('the policy', () => {
  it('asks before it locks', () => {
    const refused = policySchema.safeParse({ promptBelow: 40, lockBelow: 40 });
    expect(refused.error?.issues.map(({ path }) => path)).toEqual([['lockBelow']]);
    expect(policySchema.safeParse({ promptBelow: 40, lockBelow: 39 }).success).toBe(true);
  });

  it.each([{ modes: 'learn' }, { trust: { speed: 1 } }, { mode: 'off' }, { falseLockBudgetPerDay: 0 }])(
    'refuses %j',
    (policy) => {
      expect(policySchema.safeParse(policy).success).toBe(false);
    },
  );
});

describe('the policy', () => {
  it('refuses weights by which circumstances alone would ask for a code', () => {
    const weights = { behaviour: 1, network: 0.5, timeOfDay: 0.5 };
    expect(policySchema.safeParse({ weights, promptBelow: 50, lockBelow: 20 }).success).toBe(false);
    expect(policySchema.safeParse({ weights, promptBelow: 49, lockBelow: 20 }).success).toBe(true);
  });

  it('refuses a lock level that is not below the prompt level', () => {
    expect(policySchema.safeParse({ promptBelow: 40, lockBelow: 40 }).success).toBe(false);
  });

  it.each([
    ['http://soc.example.org/hook', false],
    ['https://user:password@soc.example.org/hook', false],
    ['https://soc.example.org/hook', true],
    ['http://127.0.0.1:8080/hook', true],
    ['http://127.0.0.1.example.org/hook', false],
    ['file:///etc/passwd', false],
  ])('has a webhook at %s: %s', (url, good) => {
    expect(policySchema.safeParse({ notifications: { webhook: { url } } }).success).toBe(good);
  });

  it.each<[string, object]>([
    ['a longer inactivity than the standard', { session: { inactivityLockSeconds: 901 } }],
    ['a time that does not exist', { times: [{ days: ['mon'], from: '24:00', to: '01:00' }] }],
    ['an application by name', { applications: [{ id: 'firefox' }] }],
    ['a passphrase in the clear', { roles: { administrator: 'secret' } }],
    ['no method at all', { stepUp: { methods: [] } }],
    ['an unknown section', { wieghts: {} }],
  ])('refuses %s', (_, document) => {
    expect(policySchema.safeParse(document).success).toBe(false);
  });
});
