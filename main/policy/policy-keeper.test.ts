import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { needs } from '../../tests/support/needs.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { systemSchedule, type Schedule } from '../shared/schedule.ts';
import { IN_MEMORY } from '../store/database.ts';
import { managedFile } from './managed-source.ts';
import {
  openPolicyKeeper,
  policyPath,
  type PolicyChanged,
  type PolicyKeeper,
  type PolicyKeeperOptions,
} from './policy-keeper.ts';
import { PATIENCE_LOOKS } from './watched-source.ts';

const HASH = `$scrypt$ln=17,r=8,p=1$${'A'.repeat(22)}$${'B'.repeat(43)}`;
const GENEROUS = { timeout: 15_000, interval: 20 };
let folder = '';
let home = '';
let managedPath = '';
let store: AccessStore;
let isSealed = false;
const open: PolicyKeeper[] = [];

const keeper = async (more: Partial<PolicyKeeperOptions> = {}) => {
  const created = await openPolicyKeeper({
    home,
    managed: managedFile(managedPath),
    user: 'kim',
    groups: ['staff', 'reception'],
    facts: store.facts,
    isSealed: () => isSealed,
    schedule: systemSchedule,
    pollMs: 20,
    ...more,
  });
  open.push(created);
  const changes: PolicyChanged[] = [];
  created.onChange((change) => changes.push(change));
  return { ...created, changes };
};
/** A keeper whose looks are called for. */
const steppedKeeper = async (more: Partial<PolicyKeeperOptions> = {}) => {
  let next = (): void => undefined;
  const schedule: Schedule = (callback) => {
    next = callback;
    return () => (next = () => undefined);
  };
  const created = await keeper({ schedule, ...more });
  return {
    ...created,
    look: async () => {
      next();
      await created.settled();
      // The next look is arranged after this one.
      await Promise.resolve();
    },
  };
};
const local = (document: unknown): void => {
  writeFileSync(policyPath(home), typeof document === 'string' ? document : JSON.stringify(document));
};
const managed = (document: unknown): void => {
  writeFileSync(managedPath, typeof document === 'string' ? document : JSON.stringify(document));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-policy-'));
  home = join(folder, 'home');
  mkdirSync(home);
  mkdirSync(join(folder, 'etc'), { mode: 0o755 });
  managedPath = join(folder, 'etc', 'policy.json');
  store = unwrap(openAccess({ path: IN_MEMORY, key: null }));
  isSealed = false;
});
afterEach(async () => {
  for (const each of open.splice(0)) {
    each.close();
    await each.settled();
  }
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('layers of policy', () => {
  it('are the defaults alone where there is nothing else', async () => {
    const { policy, view } = await keeper();
    expect(policy()).toEqual(defaultPolicy());
    expect(view()).toEqual({ policy: defaultPolicy(), sources: {}, local: '', problems: [], isSealed: false });
  });

  it('lie over each other setting by setting, the managed one on top', async (ctx) => {
    needs(ctx, 'root');
    local({ mode: 'shadow', pause: { allowed: false, maxMinutes: 5 }, stepUp: { methods: ['email'] } });
    managed({ pause: { maxMinutes: 10 }, stepUp: { methods: ['authenticator'] } });
    const { policy, view } = await keeper();
    expect(policy()).toMatchObject({
      mode: 'shadow',
      pause: { allowed: false, maxMinutes: 10 },
      stepUp: { methods: ['authenticator'], promptSeconds: 60 },
    });
    expect(view().sources).toEqual({
      mode: 'local',
      'pause.allowed': 'local',
      'pause.maxMinutes': 'managed',
      'stepUp.methods': 'managed',
    });
  });

  it('have exceptions for users and groups, later ones over earlier ones', async () => {
    const exceptions = [
      { groups: ['reception'], policy: { session: { inactivityLockSeconds: 120 }, mode: 'learn' } },
      { groups: ['finance'], policy: { mode: 'enforce' } },
      { users: ['kim'], policy: { mode: 'shadow' } },
    ];
    local({ mode: 'enforce', exceptions });
    expect((await keeper()).policy()).toMatchObject({ mode: 'shadow', session: { inactivityLockSeconds: 120 } });
    expect((await keeper({ user: 'lee', groups: [] })).policy()).toMatchObject({
      mode: 'enforce',
      session: { inactivityLockSeconds: 900 },
    });
  });

  it('that do not go together leave the local one out', async (ctx) => {
    needs(ctx, 'root');
    local({ lockBelow: 55, mode: 'shadow' });
    managed({ promptBelow: 50 });
    const { policy, view } = await keeper();
    expect(policy()).toMatchObject({ lockBelow: 30, promptBelow: 50, mode: 'enforce' });
    expect(view().problems).toEqual([expect.stringContaining(`does not go together with ${managedPath}`)]);
    expect(view().problems[0]).toContain(policyPath(home));
    expect(view().sources).toEqual({ promptBelow: 'managed' });
  });

  it('that do not go together leave the last local one that did', async (ctx) => {
    needs(ctx, 'root');
    local({ lockBelow: 20 });
    managed({ promptBelow: 50 });
    (await keeper()).close();
    local({ lockBelow: 55 });
    const { policy, view } = await keeper();
    expect(policy()).toMatchObject({ lockBelow: 20, promptBelow: 50 });
    expect(view().problems[0]).toContain('Its last good content stays in force');
  });

  it('are refused where exceptions for the same user do not go together', async () => {
    const exceptions = [
      { groups: ['staff'], policy: { lockBelow: 55 } },
      { users: ['Kim'], policy: { promptBelow: 50 } },
    ];
    local({ exceptions });
    const { policy, view } = await keeper();
    expect(policy()).toEqual(defaultPolicy());
    expect(view().problems).toEqual([expect.stringContaining('lockBelow must be lower')]);
    // Nobody else is concerned. Capital letters do not matter.
    expect((await keeper({ user: 'KIM', groups: [] })).policy().promptBelow).toBe(50);
    expect((await keeper({ user: 'lee', groups: [] })).view().problems).toEqual([]);
  });
});

describe('a source that breaks', () => {
  it.each([
    ['{"mode":"sha', 'it is not JSON'],
    ['[]', 'expected object'],
    ['{"mode":"strict"}', 'mode'],
    ['{"pause":{"maxMinutes":0}}', 'maxMinutes'],
    ['{"unknown":1}', 'unknown'],
    ['{"exceptions":[{"users":["kim"],"policy":{"mode":"strict"}}]}', 'in exception 1'],
  ])('by %s keeps the last good one, and says why', async (text, why) => {
    local({ mode: 'shadow' });
    const first = await keeper();
    first.close();
    local(text);
    const { policy, view } = await keeper();
    expect(policy().mode).toBe('shadow');
    expect(view().problems).toEqual([expect.stringContaining(policyPath(home))]);
    expect(view().problems[0]).toContain(why);
    expect(view().problems[0]).toContain('Its last good content stays in force');
  });

  it('at the first start is left out', async () => {
    local('nonsense');
    const { policy, view } = await keeper();
    expect(policy()).toEqual(defaultPolicy());
    expect(view().problems[0]).toContain('It is left out');
  });

  it('has no last good one once it was removed', async () => {
    local({ mode: 'shadow' });
    (await keeper()).close();
    rmSync(policyPath(home));
    (await keeper()).close();
    local('nonsense');
    expect((await keeper()).policy()).toEqual(defaultPolicy());
  });

  it('may begin with a byte order mark, but not hold what is not UTF-8', async () => {
    local('\uFEFF{"mode":"shadow"}');
    expect((await keeper()).policy().mode).toBe('shadow');
    writeFileSync(policyPath(home), Buffer.from([0x7b, 0xff, 0x7d]));
    expect((await keeper()).view().problems[0]).toContain('it is not text in UTF-8');
  });

  it('by being a pipe is not waited for', async (ctx) => {
    needs(ctx, 'linux');
    execFileSync('/usr/bin/mkfifo', [policyPath(home)]);
    expect((await keeper()).view().problems[0]).toContain('it is not a regular file');
  });

  it('by being a link, a folder or a hundred megabytes is not read', async () => {
    writeFileSync(join(folder, 'elsewhere.json'), '{"mode":"learn"}');
    symlinkSync(join(folder, 'elsewhere.json'), policyPath(home));
    expect((await keeper()).view().problems[0]).toContain('it is a symbolic link');
    rmSync(policyPath(home));
    mkdirSync(policyPath(home));
    expect((await keeper()).view().problems[0]).toContain('it is not a regular file');
    rmSync(policyPath(home), { recursive: true });
    local('{}');
    truncateSync(policyPath(home), 100 * 1024 * 1024);
    expect((await keeper()).view().problems[0]).toContain('it is larger than 1048576 bytes');
  });

  const spoiled: readonly (readonly [string, () => void, string])[] = [
    [
      'a file of another user',
      () => {
        chownSync(managedPath, 65_534, 65_534);
      },
      'it does not belong to root',
    ],
    [
      'a file that a group may write',
      () => {
        chmodSync(managedPath, 0o664);
      },
      'others than root may write it',
    ],
    [
      'a folder that others may write',
      () => {
        chmodSync(join(folder, 'etc'), 0o777);
      },
      'others than root may write its folder',
    ],
    [
      'a folder of another user',
      () => {
        chownSync(join(folder, 'etc'), 65_534, 0);
      },
      'its folder does not belong to root',
    ],
  ];
  for (const [what, spoil, why] of spoiled) {
    it(`by being managed through ${what} is refused`, async (ctx) => {
      needs(ctx, 'root');
      managed({ mode: 'shadow' });
      expect((await keeper()).policy().mode).toBe('shadow');
      spoil();
      const { policy, view } = await keeper();
      expect(view().problems[0]).toContain(why);
      // What it said while it could be trusted.
      expect(policy().mode).toBe('shadow');
    });
  }
});

describe('a change', () => {
  it('is in force and told with its difference; one that is half written is waited for', async () => {
    const { policy, changes, view, look } = await steppedKeeper();
    local('{"mode":"shadow","pause":{"maxMin');
    for (let looks = 1; looks < PATIENCE_LOOKS; looks += 1) await look();
    expect(view().problems).toEqual([]);
    expect(policy()).toEqual(defaultPolicy());
    local({ mode: 'shadow', pause: { maxMinutes: 5 } });
    await look();
    expect(policy().mode).toBe('shadow');
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      source: 'local',
      changes: [
        { path: 'mode', from: 'enforce', to: 'shadow' },
        { path: 'pause.maxMinutes', from: 30, to: 5 },
      ],
    });
    local('{');
    for (let looks = 1; looks < PATIENCE_LOOKS; looks += 1) await look();
    expect(view().problems).toEqual([]);
    await look();
    expect(view().problems).toHaveLength(1);
  });

  it('of the managed source is not put off by whoever keeps breaking the local one', async (ctx) => {
    needs(ctx, 'root');
    const { policy, look, view } = await steppedKeeper();
    local('{');
    managed({ mode: 'shadow' });
    await look();
    expect(policy().mode).toBe('shadow');
    for (let looks = 1; looks < PATIENCE_LOOKS; looks += 1) {
      local(`{${' '.repeat(looks)}`);
      await look();
    }
    expect(view().problems).toHaveLength(1);
    managed({ mode: 'learn' });
    await look();
    expect(policy().mode).toBe('learn');
  });

  it('that stays broken becomes a problem, and none once it is mended', async () => {
    const { view, onProblem } = await keeper();
    const told: (readonly string[])[] = [];
    onProblem((problems) => told.push(problems));
    local('{');
    await expect.poll(() => view().problems.length, GENEROUS).toBe(1);
    local({});
    await expect.poll(() => view().problems.length, GENEROUS).toBe(0);
    expect(told.map(({ length }) => length)).toEqual([1, 0]);
  });

  it('by renaming, by removing, and of the managed source is seen', async (ctx) => {
    needs(ctx, 'root');
    const { policy, changes } = await keeper();
    writeFileSync(`${policyPath(home)}.new`, '{"mode":"learn"}');
    renameSync(`${policyPath(home)}.new`, policyPath(home));
    await expect.poll(() => policy().mode, GENEROUS).toBe('learn');
    managed({ mode: 'shadow' });
    await expect.poll(() => policy().mode, GENEROUS).toBe('shadow');
    rmSync(managedPath);
    await expect.poll(() => policy().mode, GENEROUS).toBe('learn');
    rmSync(policyPath(home));
    await expect.poll(() => policy().mode, GENEROUS).toBe('enforce');
    expect(changes.map(({ source }) => source)).toEqual(['local', 'managed', 'managed', 'local']);
  });

  it('of a passphrase is told without its hash', async () => {
    const { changes } = await keeper();
    local({ roles: { administrator: HASH } });
    await expect.poll(() => changes.length, GENEROUS).toBe(1);
    expect(changes[0]?.changes).toEqual([{ path: 'roles.administrator', from: null, to: '…' }]);
  });
});

describe('a document', () => {
  it('is checked against what is in force without changing anything', async () => {
    const { check, candidate, policy } = await keeper();
    expect(check('{"mode":"shadow"}')).toEqual({
      ok: true,
      problems: [],
      changes: [{ path: 'mode', from: 'enforce', to: 'shadow' }],
    });
    expect(check('{"mode":"strict"}')).toMatchObject({ ok: false, changes: [] });
    expect(unwrap(candidate('{"lockBelow":10}')).lockBelow).toBe(10);
    expect(candidate('{')).toMatchObject({ ok: false, code: 'policy-invalid' });
    expect(policy()).toEqual(defaultPolicy());
    expect(existsSync(policyPath(home))).toBe(false);
  });

  it('is applied with who did it and why, in a file for its owner alone', async () => {
    const { apply, policy, changes } = await keeper();
    const text = '{"mode":"shadow"}';
    expect(await apply(text, 'a trial', 'administrator')).toMatchObject({ ok: true });
    expect(policy().mode).toBe('shadow');
    expect(readFileSync(policyPath(home), 'utf8')).toBe(text);
    expect(changes).toMatchObject([{ by: 'administrator', reason: 'a trial', source: 'local' }]);
    expect(await apply('{"mode":"strict"}', 'a mistake', 'administrator')).toMatchObject({
      ok: false,
      code: 'policy-invalid',
    });
    expect(readFileSync(policyPath(home), 'utf8')).toBe(text);
  });
});

describe('a sealed policy', () => {
  it('is what was in force when it was sealed, whatever is done to the file by hand', async () => {
    local({ mode: 'shadow' });
    const { seal, policy, view, apply } = await keeper();
    isSealed = true;
    await seal();
    expect(view()).toMatchObject({ isSealed: true, problems: [] });
    local({ mode: 'learn' });
    await expect.poll(() => view().problems.length, GENEROUS).toBe(1);
    expect(view().problems[0]).toContain('samehand policy apply');
    // The document to be edited is the one that counts, not the file's.
    expect(JSON.parse(view().local)).toEqual({ mode: 'shadow' });
    expect(policy().mode).toBe('shadow');
    rmSync(policyPath(home));
    await expect.poll(() => view().problems[0] ?? '', GENEROUS).toContain('changed by hand');
    expect(policy().mode).toBe('shadow');
    // And after a restart.
    expect((await keeper()).policy().mode).toBe('shadow');
    unwrap(await apply('{"mode":"learn"}', 'wanted', 'administrator'));
    expect(policy().mode).toBe('learn');
    expect(view().problems).toEqual([]);
  });

  it('does not take what was changed by hand when a passphrase is changed', async () => {
    local({ mode: 'shadow' });
    const { seal, policy, view } = await steppedKeeper();
    isSealed = true;
    await seal();
    local({ mode: 'learn' });
    await seal();
    expect(policy().mode).toBe('shadow');
    const again = await keeper();
    expect(again.policy().mode).toBe('shadow');
    expect(again.view().problems[0]).toContain('changed by hand');
    // Without an administrator the file counts again.
    isSealed = false;
    await again.seal();
    expect(again.policy().mode).toBe('learn');
    expect(view().isSealed).toBe(true);
  });

  it('is not what was put into the file the moment before', async () => {
    local({ mode: 'shadow' });
    const { seal, policy, look, view } = await steppedKeeper();
    local({ mode: 'learn' });
    isSealed = true;
    await seal();
    await look();
    expect(policy().mode).toBe('shadow');
    expect(view().problems[0]).toContain('changed by hand');
  });

  it('is sealed by an administrator of the managed policy too', async (ctx) => {
    needs(ctx, 'root');
    local({ pause: { maxMinutes: 5 } });
    const { policy, look, view } = await steppedKeeper();
    managed({ roles: { administrator: HASH } });
    await look();
    expect(view()).toMatchObject({ isSealed: true, problems: [] });
    local({ mode: 'learn' });
    await look();
    expect(policy()).toMatchObject({ mode: 'enforce', pause: { maxMinutes: 5 } });
    rmSync(managedPath);
    await look();
    expect(policy()).toMatchObject({ mode: 'learn', pause: { maxMinutes: 30 } });
  });

  it('stays as it is while what was approved cannot be read, and the agent goes on', async () => {
    local({ mode: 'shadow' });
    const { seal, policy, look, view, apply } = await steppedKeeper();
    isSealed = true;
    await seal();
    store.facts.set({ name: 'policy.approved', schema: z.number() }, 1);
    local({ mode: 'learn' });
    await look();
    expect(policy().mode).toBe('shadow');
    expect(view().problems).toEqual([expect.stringContaining('cannot be read')]);
    // After a restart there is nothing that could be trusted.
    expect((await keeper()).policy()).toEqual(defaultPolicy());
    unwrap(await apply('{"mode":"learn"}', 'restored', 'administrator'));
    expect(view().problems).toEqual([]);
    expect(policy().mode).toBe('learn');
  });

  it('is left as it was by an application that cannot be written', async (ctx) => {
    needs(ctx, 'root');
    local({ mode: 'shadow' });
    const { seal, policy, look, apply } = await steppedKeeper();
    isSealed = true;
    await seal();
    // In the place of the draft there is something that cannot be removed.
    mkdirSync(join(`${policyPath(home)}.new`, 'full'), { recursive: true });
    expect(await apply('{"mode":"learn"}', 'wanted', 'administrator')).toMatchObject({
      ok: false,
      code: 'storage-unavailable',
    });
    await look();
    expect(policy().mode).toBe('shadow');
    expect((await keeper()).view()).toMatchObject({ problems: [], policy: { mode: 'shadow' } });
  });
});

describe('a keeper for looking only', () => {
  it('writes nothing', async () => {
    local({ mode: 'shadow' });
    const { policy } = await keeper({ isLookingOnly: true });
    expect(policy().mode).toBe('shadow');
    expect(readdirSync(home)).toEqual(['policy.json']);
  });
});
