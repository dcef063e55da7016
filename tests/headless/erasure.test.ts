/** An erasure by command, against the real agent and the files that it leaves, also when it is killed in the middle. */
import { copyFileSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { storedDataSchema, type StoredData } from '../../contract/stored-data.ts';
import { accessKey, auditKey, databaseKey } from '../../main/keys/derive.ts';
import { existingTemplate } from '../../main/keys/existing-template.ts';
import { sessionKeychain } from '../../main/keys/session-keychain.ts';
import { derivedTemplate } from '../../main/keys/template.ts';
import { homePaths } from '../../main/shared/home.ts';
import { connect } from '../../main/store/database.ts';
import { installWorkstation, learnPerson } from '../support/learned-workstation.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';

const MASTER = new Uint8Array(32).fill(7);
const RUN = ['--platform', 'simulated'] as const;
const DAY_MS = 86_400_000;
const NO_KEYCHAIN = sessionKeychain({}, 'linux');

const opens = (path: string, key: Uint8Array): boolean => {
  const db = unwrap(connect({ path, key, readonly: true, busyTimeoutMs: 1_000 }));
  try {
    return db.prepare('SELECT count(*) FROM sqlite_schema').get() !== undefined;
  } catch {
    return false;
  } finally {
    db.close();
  }
};

describe('samehand privacy erase', { timeout: 180_000 }, () => {
  let workstation: Workstation;
  let home: string;
  beforeEach(() => {
    workstation = createWorkstation();
    ({ home } = workstation);
    installWorkstation(home, MASTER);
    learnPerson({
      home,
      master: MASTER,
      username: userInfo().username,
      person: 4,
      days: [1, 2],
      sitting: { keystrokes: 400, pointerActions: 0 },
      // Young enough for the retention.
      beginAt: Date.now() - 2 * DAY_MS,
    }).close();
  });
  afterEach(async () => {
    await workstation.end();
  });

  const stored = async (): Promise<StoredData> =>
    storedDataSchema.parse(JSON.parse((await workstation.command('privacy', 'show', '--json')).stdout));
  const records = ({ kinds }: StoredData, ...of: string[]): number =>
    kinds.filter(({ kind }) => of.includes(kind)).reduce((sum, each) => sum + each.records, 0);
  const written = async (kind: string): Promise<readonly { readonly body: unknown }[]> => {
    const { stdout } = await workstation.command('audit', 'list', '--kind', kind, '--json');
    const listed: unknown = JSON.parse(stdout);
    return (Array.isArray(listed) ? listed : (listed as { records: unknown[] }).records) as { body: unknown }[];
  };
  /** How often the agent's own log, which is written as things happen, names a record. */
  const said = (kind: string): number =>
    readFileSync(join(home, 'agent.log'), 'utf8').split(`"audit":"${kind}"`).length - 1;
  /** Where the old id of the user still is, of all files as they lie there. */
  const filesWith = (text: string): string[] =>
    readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => {
      try {
        return readFileSync(join(home, name)).includes(text);
      } catch {
        return false; // A folder, or a socket.
      }
    });

  it('leaves a new template and no file that the former key opens, while the agent goes on', async () => {
    const former = derivedTemplate(MASTER, userInfo().username);
    const { behaviour, access, audit } = homePaths(home);
    const agent = await workstation.run(...RUN);
    const before = await stored();
    expect(before.user).toBe(former.userId);
    expect(records(before, 'windows')).toBeGreaterThan(20);
    const copy = join(home, 'copy-of-before');
    copyFileSync(behaviour, copy);

    const done = await workstation.command('privacy', 'erase', '--yes');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    const after = await stored();
    expect(after.user).not.toBe(before.user);
    expect(records(after, 'profile', 'windows', 'verdicts', 'hours')).toBe(0);
    expect((await workstation.status()).store.state).toBe('ok');
    expect((await workstation.status()).warnings.join(' ')).not.toMatch(/engine|replaced|behaviour/i);
    expect(await written('erasure-done')).toMatchObject([
      { body: { by: 'user', removedWindows: records(before, 'windows') } },
    ]);
    expect(opens(behaviour, former.databaseKey)).toBe(false);
    const template = unwrap(await existingTemplate(home, NO_KEYCHAIN));
    expect(template.idOf(userInfo().username)).toBe(after.user);
    expect(opens(behaviour, template.databaseKey)).toBe(true);
    for (const key of [template.databaseKey, auditKey(MASTER), accessKey(MASTER)]) expect(opens(copy, key)).toBe(false);
    // A copy of what was stored before templates were random is opened by what the master key gives: so it is said.
    expect(opens(copy, databaseKey(MASTER))).toBe(true);
    rmSync(copy);

    expect(await workstation.command('doctor')).toMatchObject({
      stdout: expect.stringContaining('database') as string,
    });
    expect((await agent.stop()).code).toBe(0);
    expect(filesWith(former.userId)).toEqual([]);
    expect(opens(access, accessKey(MASTER)) && opens(audit, auditKey(MASTER))).toBe(true);

    // What the renewal gave from the first is random: nothing derived opens a copy of it after the next one.
    await workstation.run(...RUN);
    copyFileSync(behaviour, copy);
    expect(await workstation.command('privacy', 'renew', '--yes')).toMatchObject({ code: 0 });
    const next = unwrap(await existingTemplate(home, NO_KEYCHAIN));
    for (const key of [next.databaseKey, databaseKey(MASTER)]) expect(opens(copy, key)).toBe(false);
  });

  it('is finished by the next start when the agent is killed in it', async () => {
    const outcomes: string[] = [];
    for (const delayMs of [0, 8, 30, 80]) {
      let agent = await workstation.run(...RUN);
      const { pid, sensor } = await workstation.status();
      const before = await stored();
      const windows = records(before, 'windows');
      const asked = workstation.command('privacy', 'erase', '--yes');
      while (said('operation-intended') <= outcomes.length) await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      // At once: asking for the ids first would take longer than the erasure. The sensor would start the agent again.
      for (const each of [sensor.pid, pid]) if (each !== null) process.kill(each, 'SIGKILL');
      await agent.stop('SIGKILL');
      const { code } = await asked;
      agent = await workstation.run(...RUN);
      const after = await stored();
      const isErased = after.user !== before.user;
      expect(records(after, 'windows')).toBe(isErased ? 0 : windows);
      expect((await workstation.status()).warnings.join(' ')).not.toMatch(/engine|replaced|behaviour/i);
      // What was answered for is done, and what is done was written down.
      expect(isErased || code !== 0).toBe(true);
      expect(await written('erasure-done')).toHaveLength(
        outcomes.filter((each) => each !== 'nothing').length + Number(isErased),
      );
      const done = (await written('operation-done')).length;
      outcomes.push(!isErased ? 'nothing' : code === 0 ? 'before' : 'finished');
      expect(done).toBe(outcomes.filter((each) => each !== 'nothing').length);
      await agent.stop();
    }
    // Else the kills came too early or too late to prove anything.
    expect(outcomes).toContain('finished');
  });
});
