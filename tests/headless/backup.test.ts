/** A profile goes from one workstation to another through an archive, between agents that run as they are installed. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { ownAddress } from '../../main/control/address.ts';
import { connectToAgent, type ControlClient } from '../../main/control/control-client.ts';
import { createWorkstation, type RunningAgent, type Workstation } from '../support/samehand.ts';

const PASSPHRASE = 'correct horse battery';

describe('an archive', () => {
  let folder = '';
  let old: Workstation;
  let next: Workstation;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samehand-drive-'));
    old = createWorkstation();
    next = createWorkstation();
  });
  afterEach(async () => {
    await Promise.all([old.end(), next.end()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (workstation: Workstation): Promise<RunningAgent> => workstation.run('--platform', 'simulated');
  const asking = async <T>({ home }: Workstation, work: (client: ControlClient) => Promise<T>): Promise<T> => {
    const client = await connectToAgent(ownAddress(home).path);
    try {
      return await work(client);
    } finally {
      client.close();
    }
  };
  const userOf = (workstation: Workstation): Promise<string> =>
    asking(workstation, async (client) => unwrap(await client.call('profile.show', {})).user);

  it('brings the template to the other, which goes on with it, also after a start', { timeout: 180_000 }, async () => {
    await run(old);
    const made = await asking(old, async (client) =>
      unwrap(await client.call('backup.create', { folder, passphrase: PASSPHRASE })),
    );
    expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([made.path]);
    const user = await userOf(old);

    const agent = await run(next);
    const before = await userOf(next);
    const { state } = await next.status();
    expect(before).not.toBe(user);
    const bytes = readFileSync(made.path);
    writeFileSync(join(folder, 'bent.age'), bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1));
    await asking(next, async (client) => {
      const bent = { path: join(folder, 'bent.age'), passphrase: PASSPHRASE };
      expect(await client.call('backup.check', bent)).toMatchObject({ ok: false, code: 'backup-invalid' });
      expect(await client.call('backup.restore', bent)).toMatchObject({ ok: false, code: 'backup-invalid' });
    });
    expect(await userOf(next)).toBe(before);

    const restored = await asking(next, async (client) =>
      unwrap(await client.call('backup.restore', { path: made.path, passphrase: PASSPHRASE })),
    );
    expect(restored).toEqual(made);
    expect(await userOf(next)).toBe(user);
    expect(await next.status()).toMatchObject({ state, trust: 100, store: { state: 'ok' } });
    const { stdout } = await next.command('audit', 'list', '--kind', 'operation-done', '--json');
    expect(stdout).toContain('"restore"');

    await agent.stop();
    await run(next);
    expect(await userOf(next)).toBe(user);
    expect(await next.status()).toMatchObject({ store: { state: 'ok' } });
  });
});
