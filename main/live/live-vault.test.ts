import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError, err, ok } from '../../contract/result.ts';
import { databaseKey } from '../keys/derive.ts';
import { derivedTemplate, type Template } from '../keys/template.ts';
import type { Secrets } from '../keys/secrets.ts';
import type { ProfileVault } from '../privacy/profile-vault.ts';
import { homePaths } from '../shared/home.ts';
import { connect } from '../store/database.ts';
import {
  MASTER,
  fill,
  makeHome,
  openBench,
  openHomeVault,
  removeHome,
  secretsOf,
  windowsIn,
  windowsOf,
  type VaultBench,
} from './vault-bench.fixture.ts';

let home: string;
let bench: VaultBench | null;
beforeEach(() => {
  home = makeHome();
  bench = null;
});
afterEach(async () => {
  await bench?.close();
  removeHome(home);
});

const open = async (through?: (secrets: Secrets) => Secrets): Promise<VaultBench> => {
  await bench?.close();
  bench = null;
  bench = await openBench(home, through);
  return bench;
};
const reopen = (): Promise<VaultBench> => open();

/** A folder with something learned in it, as a vault leaves it. */
const openFilled = async (through?: (secrets: Secrets) => Secrets): Promise<VaultBench> => {
  const { access, opened } = await openHomeVault(home);
  access.close();
  fill(homePaths(home).behaviour, opened.template());
  return open(through);
};

const opens = (path: string, key: Uint8Array): boolean => {
  const db = connect({ path, key, readonly: true, busyTimeoutMs: 0 });
  if (!db.ok) throw new Error(db.message);
  try {
    return db.value.prepare('SELECT count(*) FROM sqlite_schema').get() !== undefined;
  } catch {
    return false;
  } finally {
    db.value.close();
  }
};
const filesLeft = (): string[] => readdirSync(home).filter((name) => name.startsWith('behaviour.db'));

describe('the template', () => {
  it('is random on a new installation, and the same from then on', async () => {
    const { opened } = await open();
    const template = opened.template();
    expect(template.userId).toMatch(/^[0-9a-f]{32}$/);
    expect(template.databaseKey).toHaveLength(32);
    expect(template).not.toEqual(derivedTemplate(MASTER, 'ada'));
    expect((await reopen()).opened.template()).toEqual(template);
  });

  it('is derived from the master key on an installation that is older, until it is renewed', async () => {
    const derived = derivedTemplate(MASTER, 'ada');
    fill(homePaths(home).behaviour, derived);
    const { opened, engine } = await open();
    expect(opened.template()).toEqual(derived);
    expect(await windowsIn(engine)).toBe(300);
    await opened.vault.renew();
    const renewed = opened.template();
    expect(renewed.databaseKey).not.toEqual(derived.databaseKey);
    const again = await reopen();
    expect(again.opened.template()).toEqual(renewed);
    expect(await windowsIn(again.engine)).toBe(0);
  });

  it('is not made anew where it cannot be had: neither kept away by a locked keyring nor damaged', async () => {
    await openFilled();
    const unavailable = { code: 'key-unavailable' };
    await expect(open((secrets) => ({ ...secrets, read: () => Promise.resolve(ok(null)) }))).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('Unlock it') as string,
    });
    await expect(
      open((secrets) => ({ ...secrets, read: () => Promise.resolve(ok('{"version":1}')) })),
    ).rejects.toMatchObject({ ...unavailable, message: expect.stringContaining('damaged') as string });
    expect(await windowsIn((await reopen()).engine)).toBe(300);
  });
});

describe('a renewal', () => {
  it('leaves nothing, and engine and sensor go on with what is new', async () => {
    const { opened, engine, events, numbered } = await openFilled();
    const before = opened.template();
    const copy = join(home, 'copy.db');
    copyFileSync(homePaths(home).behaviour, copy);
    expect(opens(copy, before.databaseKey)).toBe(true);
    await opened.vault.renew();

    const { userId, databaseKey: key, slotSecret } = opened.template();
    for (const [left, gone] of [
      [userId, before.userId],
      [key, before.databaseKey],
      [slotSecret, before.slotSecret],
    ]) {
      expect(left).not.toEqual(gone);
    }
    expect((await engine.stored(0)).user).toBe(userId);
    expect(await windowsIn(engine)).toBe(0);
    expect(numbered).toEqual([slotSecret]);
    const said = events.flatMap((event) => (event.type === 'engine' ? [event.message] : []));
    expect(said).toEqual([expect.stringContaining('being replaced'), null]);
    expect(opens(copy, key)).toBe(false);
    expect(opens(copy, databaseKey(MASTER))).toBe(false);
  });

  it('changes nothing when the new keys cannot be kept', async () => {
    let isLocked = false;
    const { opened, engine, numbered } = await openFilled((secrets) => ({
      ...secrets,
      write: (name, secret) =>
        isLocked ? Promise.resolve(err('key-unavailable', 'It is locked.')) : secrets.write(name, secret),
    }));
    const before = opened.template();
    isLocked = true;
    await expect(opened.vault.renew()).rejects.toMatchObject({ code: 'key-unavailable' });
    expect(opened.template()).toEqual(before);
    expect(await windowsIn(engine)).toBe(300);
    expect(numbered).toEqual([before.slotSecret]);
    isLocked = false;
    await opened.vault.renew();
    expect(await windowsIn(engine)).toBe(0);
  });

  it('is one after the other, and what is asked meanwhile is answered', async () => {
    const { opened, engine } = await openFilled();
    const { vault } = opened;
    const asked = [vault.renew(), vault.renew(), engine.stored(0), engine.profile(), vault.take()];
    await Promise.all(asked);
    expect((await engine.stored(0)).user).toBe(opened.template().userId);
  });

  it('ends with the agent, and neither hangs nor leaves an engine behind', async () => {
    const { opened, engine, events } = await openFilled();
    const renewal = opened.vault.renew();
    await expect.poll(() => events.some(({ type }) => type === 'engine')).toBe(true);
    await engine.close();
    await renewal;
    await expect(opened.vault.renew()).rejects.toMatchObject({ code: 'interrupted' });
    await expect(engine.profile()).rejects.toThrow(CodedError);
  });
});

describe('an agent that is killed in the middle', () => {
  /** Dies at the n-th writing of a secret, before it or after it. */
  const dying =
    (at: number, when: 'before' | 'after') =>
    (secrets: Secrets): Secrets => {
      let writes = 0;
      return {
        ...secrets,
        write: async (name, secret) => {
          writes += 1;
          if (writes === at && when === 'before') throw new Error('killed');
          const written = await secrets.write(name, secret);
          if (writes === at) throw new Error('killed');
          return written;
        },
      };
    };

  /** Fills a folder, has it done by an agent that dies in it, and opens it as the next start does. */
  const after = async (
    at: number,
    when: 'before' | 'after',
    work: (vault: ProfileVault) => Promise<void>,
  ): Promise<{ readonly before: Template; readonly now: Template; readonly windows: number }> => {
    const path = homePaths(home).behaviour;
    const first = await openHomeVault(home);
    const before = first.opened.template();
    fill(path, before);
    first.access.close();
    const dies = await openHomeVault(home, dying(at, when));
    await expect(work(dies.opened.vault)).rejects.toThrow('killed');
    dies.access.close();
    const again = await openHomeVault(home);
    const now = again.opened.template();
    again.access.close();
    const windows = windowsOf(path, now);
    const later = await openHomeVault(home);
    later.access.close();
    expect(later.opened.template()).toEqual(now);
    expect(windowsOf(path, now)).toBe(windows);
    expect(filesLeft()).toEqual(['behaviour.db']);
    return { before, now, windows };
  };

  it.each([
    [1, 'before', 300],
    [1, 'after', 0],
    [2, 'before', 0],
    [2, 'after', 0],
  ] as const)(
    'of a renewal (writing %i, %s): all of it is done by the next start, or nothing',
    async (at, when, left) => {
      const { before, now, windows } = await after(at, when, (vault) => vault.renew());
      expect(windows).toBe(left);
      expect(now.userId === before.userId).toBe(left === 300);
    },
  );

  it.each([
    [1, 'before', 300],
    [1, 'after', 40],
    [2, 'before', 40],
    [2, 'after', 40],
  ] as const)('of a restore (writing %i, %s): the one profile or the other is there, whole', async (at, when, left) => {
    const other = await takenElsewhere(40);
    const { now, windows } = await after(at, when, (vault) => vault.put(other));
    expect(windows).toBe(left);
    expect(now.userId === other.template.userId).toBe(left === 40);
  });

  it('leaves what lay ready for a restore that had not begun to nobody', async () => {
    await openFilled();
    writeFileSync(`${homePaths(home).behaviour}.incoming`, 'half');
    const { engine } = await reopen();
    expect(existsSync(`${homePaths(home).behaviour}.incoming`)).toBe(false);
    expect(await windowsIn(engine)).toBe(300);
  });
});

/** The profile of another installation, with so many windows. */
const takenElsewhere = async (
  rows: number,
): Promise<{ readonly template: Template; readonly database: Uint8Array }> => {
  const elsewhere = makeHome();
  try {
    const { access, opened } = await openHomeVault(elsewhere);
    access.close();
    fill(homePaths(elsewhere).behaviour, opened.template(), rows);
    const other = await openBench(elsewhere);
    const taken = await other.opened.vault.take();
    await other.close();
    return taken;
  } finally {
    removeHome(elsewhere);
  }
};

describe('a profile that is put in', () => {
  it('takes the place of the one before, which is gone', async () => {
    const other = await takenElsewhere(40);
    const { opened, engine, numbered } = await openFilled();
    const copy = join(home, 'copy.db');
    copyFileSync(homePaths(home).behaviour, copy);
    await opened.vault.put(other);
    expect(await windowsIn(engine)).toBe(40);
    expect((await engine.stored(0)).user).toBe(other.template.userId);
    expect(numbered).toEqual([other.template.slotSecret]);
    expect(opens(copy, opened.template().databaseKey)).toBe(false);
    const again = await reopen();
    expect(again.opened.template()).toEqual(other.template);
    expect(await windowsIn(again.engine)).toBe(40);
  });

  it('is refused when it cannot be opened, and everything is as it was', async () => {
    const { template, database } = await takenElsewhere(40);
    const { opened, engine, numbered } = await openFilled();
    const before = opened.template();
    const damaged = database.slice();
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    const ofAnother = { ...template, databaseKey: new Uint8Array(32).fill(9) };
    for (const content of [
      { template, database: damaged },
      { template, database: database.subarray(0, database.length >> 1) },
      { template, database: new Uint8Array(0) },
      { template: ofAnother, database },
    ]) {
      await expect(opened.vault.put(content)).rejects.toMatchObject({ code: 'backup-invalid' });
    }
    expect(opened.template()).toEqual(before);
    expect(numbered).toEqual([]);
    expect(await windowsIn(engine)).toBe(300);
    expect(filesLeft().filter((name) => name.includes('incoming'))).toEqual([]);
  });
});

it('keeps its keys in the access database alone where there is no keychain', async () => {
  const { opened, access } = await openFilled();
  const kept = await secretsOf(access).read('template');
  expect(kept).toMatchObject({ ok: true });
  expect(kept.ok && kept.value?.includes(Buffer.from(opened.template().databaseKey).toString('base64'))).toBe(true);
});
