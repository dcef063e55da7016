import { mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../contract/policy.ts';
import { loadPolicy, parsePolicy, policyPath } from './load-policy.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'samehand-policy-'));
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

const load = () => loadPolicy(home, (path, text) => writeFile(path, text, { mode: 0o600 }));
const write = (text: string) => writeFile(policyPath(home), text);

describe('loadPolicy', () => {
  it('uses the defaults when there is no file', async () => {
    expect(await load()).toEqual({ policy: defaultPolicy(), source: 'default', problem: null });
  });

  it('lays the file over the defaults', async () => {
    await write('{"mode":"shadow","pause":{"maxMinutes":5}}');
    const { policy, source } = await load();
    expect(source).toBe('local');
    expect(policy.mode).toBe('shadow');
    expect(policy.pause).toEqual({ ...defaultPolicy().pause, maxMinutes: 5 });
  });

  it('keeps the last good policy and names the wrong field when the file is broken later', async () => {
    await write('{"mode":"shadow"}');
    await load();
    await write('{"mode":"shadow","promptBelow":"sixty"}');
    const { policy, source, problem } = await load();
    expect(source).toBe('last-good');
    expect(policy.mode).toBe('shadow');
    expect(problem).toContain('promptBelow');
  });

  it.each([
    ['half written', '{"mode":"sha', 'not JSON'],
    ['an unknown field', '{"mood":"enforce"}', 'mood'],
    ['levels the wrong way round', '{"promptBelow":20,"lockBelow":40}', 'lockBelow must be lower'],
    ['a number out of range', '{"falseLockBudgetPerDay":-1}', 'falseLockBudgetPerDay'],
  ])('falls back to the defaults for %s', async (_, text, message) => {
    await write(text);
    const { policy, source, problem } = await load();
    expect(policy).toEqual(defaultPolicy());
    expect(source).toBe('default');
    expect(problem).toContain(message);
  });

  it('refuses a symbolic link and a file of 100 MB', async () => {
    await writeFile(join(home, 'elsewhere'), '{"mode":"learn"}');
    await symlink(join(home, 'elsewhere'), policyPath(home));
    expect((await load()).problem).toContain('symbolic link');
    await rm(policyPath(home));
    await write('');
    await truncate(policyPath(home), 100 * 1024 * 1024);
    expect((await load()).problem).toContain('larger than');
  });

  it('never changes the file it refuses', async () => {
    await write('{"mood":1}');
    await load();
    expect(await readFile(policyPath(home), 'utf8')).toBe('{"mood":1}');
  });
});

describe('parsePolicy', () => {
  it('accepts exactly what the defaults say', () => {
    const parsed = parsePolicy(JSON.stringify(defaultPolicy()));
    expect(parsed).toEqual({ ok: true, value: defaultPolicy() });
  });
});
