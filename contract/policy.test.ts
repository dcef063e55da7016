import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyTable } from '../build/policy-docs.ts';
import { defaultPolicy, policySchema } from './policy.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/policy.md'), 'utf8');

/** Path and value of every setting, sections left out. */
const settingsOf = (value: object, path = ''): readonly (readonly [path: string, value: unknown])[] =>
  Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null
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
    for (const example of examples) expect(policySchema.safeParse(example).success).toBe(true);
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
