import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../tests/support/needs.ts';
import { managedPreferences } from './managed-preferences.ts';

const FILE = 'app.samehand.agent.plist';
let folder = '';
let asked: string[][] = [];
/** As plutil answers: the property list in JSON. */
const source = (json: string | null) =>
  managedPreferences('kim', folder, (command, args) => {
    asked.push([command, ...args]);
    return Promise.resolve(json);
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-preferences-'));
  asked = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('managed preferences', () => {
  it('are null where there are none, and nothing is run', async () => {
    expect(await source('{}').read()).toEqual({ ok: true, value: null });
    expect(asked).toEqual([]);
  });

  it('are those of the machine, with those for the user over them', async (ctx) => {
    needs(ctx, 'root');
    writeFileSync(join(folder, FILE), '');
    expect(await source('{"mode":"shadow","_manualProfile":true}').read()).toEqual({
      ok: true,
      value: { mode: 'shadow' },
    });
    mkdirSync(join(folder, 'kim'));
    writeFileSync(join(folder, 'kim', FILE), '');
    const answers: Record<string, string> = {
      [join(folder, FILE)]: '{"mode":"shadow","pause":{"allowed":false,"maxMinutes":5}}',
      [join(folder, 'kim', FILE)]: '{"pause":{"maxMinutes":10}}',
    };
    const both = managedPreferences('kim', folder, (_, args) => Promise.resolve(answers[args.at(-1) ?? ''] ?? null));
    expect(await both.read()).toEqual({
      ok: true,
      value: { mode: 'shadow', pause: { allowed: false, maxMinutes: 10 } },
    });
    // What cannot be looked at is not as if it were not there.
    expect(await managedPreferences('kim', `${folder}/${'x'.repeat(300)}`).read()).toMatchObject({ ok: false });
    expect(asked.map((call) => call.at(-1))).toEqual([join(folder, FILE)]);
    expect(asked[0]?.slice(0, 5)).toEqual(['/usr/bin/plutil', '-convert', 'json', '-o', '-']);
  });

  it('that somebody else may write, or that cannot be read, are refused', async (ctx) => {
    needs(ctx, 'root');
    const path = join(folder, FILE);
    writeFileSync(path, '');
    expect(await source(null).read()).toMatchObject({ ok: false, message: `${path}: plutil could not read it` });
    expect(await source('<plist>').read()).toMatchObject({ ok: false, code: 'policy-invalid' });
    chmodSync(path, 0o666);
    expect(await source('{}').read()).toMatchObject({ ok: false, message: `${path}: others than root may write it` });
  });

  it('have a stamp that changes with them', async () => {
    const { stamp } = source('{}');
    const before = await stamp();
    expect(await stamp()).toBe(before);
    writeFileSync(join(folder, FILE), 'x');
    expect(await stamp()).not.toBe(before);
  });
});
