/** What employees do about their own data by command, against the real agent. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedDataSchema } from '../../contract/stored-data.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';

const OWNER_ONLY = 0o600;

describe('samehand privacy', () => {
  let workstation: Workstation;
  const file = (name: string): string => join(workstation.home, name);
  const stored = async () =>
    storedDataSchema.parse(JSON.parse((await workstation.command('privacy', 'show', '--json')).stdout));

  beforeAll(async () => {
    workstation = createWorkstation();
    await workstation.run('--platform', 'simulated');
  });
  afterAll(async () => {
    await workstation.end();
  });

  it('shows what is stored, in words and as JSON', async () => {
    const shown = await workstation.command('privacy', 'show');
    expect(shown.code).toBe(0);
    const { user, kinds } = await stored();
    expect(shown.stdout).toContain(user);
    for (const { kind } of kinds) expect(shown.stdout).toContain(kind);
  });

  it('writes the report and the assessment for their owner alone, in both languages', async () => {
    for (const [document, language, said] of [
      ['report', 'en', 'What Samehand stores about you'],
      ['report', 'de', 'Was Samehand über Sie speichert'],
      ['assessment', 'en', 'Mode in force: enforce.'],
      ['assessment', 'de', 'Geltender Modus: enforce.'],
    ] as const) {
      const out = file(`${document}-${language}.html`);
      const done = await workstation.command('privacy', document, '--language', language, '--out', out);
      expect(done.stderr).toBe('');
      expect(done.code).toBe(0);
      expect(readFileSync(out, 'utf8')).toContain(said);
      expect(statSync(out).mode & 0o777).toBe(OWNER_ONLY);
    }
  });

  it('hands over everything as one file, and writes that down', async () => {
    const out = file('mine.json');
    expect((await workstation.command('privacy', 'export', '--out', out)).code).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      format: 'samehand-my-data',
      user: (await stored()).user,
    });
    const listed = await workstation.command('audit', 'list', '--kind', 'data-exported', '--json');
    expect(listed.stdout).toContain('data-exported');
  });

  it('writes over nothing, and says where it cannot write', async () => {
    writeFileSync(file('there.html'), 'mine');
    const refused = await workstation.command('privacy', 'report', '--out', file('there.html'));
    expect(refused.code).toBe(64);
    expect(refused.stderr).toContain('exists');
    expect(readFileSync(file('there.html'), 'utf8')).toBe('mine');
    const nowhere = await workstation.command('privacy', 'report', '--out', file('no/such/folder.html'));
    expect(nowhere.code).toBe(74);
    expect(nowhere.stderr).toContain('--out');
  });

  it('says what an erasure means before it is done, takes a request and takes it back', async () => {
    const before = await stored();
    const asked = await workstation.command('privacy', 'erase');
    expect(asked.code).toBe(64);
    expect(asked.stderr).toMatch(/profile[^]*audit log[^]*--yes/);
    expect((await workstation.command('privacy', 'erase', '--request')).code).toBe(0);
    expect((await stored()).erasureRequestedAt).not.toBeNull();
    expect((await workstation.command('privacy', 'erase', '--withdraw')).code).toBe(0);
    expect((await stored()).erasureRequestedAt).toBeNull();
    expect((await stored()).user).toBe(before.user);
  });

  it('erases and renews under a name that tells nothing of the one before', async () => {
    const users = [(await stored()).user];
    for (const args of [['erase'], ['renew']]) {
      const done = await workstation.command('privacy', ...args, '--yes');
      expect(done.stderr).toBe('');
      expect(done.code).toBe(0);
      users.push((await stored()).user);
    }
    expect(new Set(users).size).toBe(3);
    expect(existsSync(file('behaviour.db'))).toBe(true);
    const listed = await workstation.command('audit', 'list', '--kind', 'operation-done', '--json');
    for (const operation of ['erase', 'renew-template']) expect(listed.stdout).toContain(`"${operation}"`);
  });
});
