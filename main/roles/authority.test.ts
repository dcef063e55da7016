import { createHash, scryptSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { auditEventSchema, type AuditEvent } from '../../contract/audit.ts';
import type { Identification } from '../../contract/access.ts';
import { defaultPolicy, type Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import type { Verification } from '../step-up/verifier.ts';
import { createAuthority, type Authority } from './authority.ts';
import { hashPassphrase } from './passphrase.ts';

const KEY = new Uint8Array(32).fill(2);
const ADMINISTRATOR = { as: 'administrator', passphrase: 'a long passphrase' } as const;
const OTHER = 'quite another one';
const CODE = '123456';

let folder = '';
let store: AccessStore;
let events: AuditEvent[] = [];
let policy: Policy = defaultPolicy();
let isDoubting = false;
let hasCodeMethod = false;
let rolesChanged = 0;
let wall = 0;
let monotonic = 0;
const secrets = createMemorySecrets();

/** A hash that costs nothing to check. */
const cheapHash = (passphrase: string, salt: number): string => {
  const bytes = Buffer.alloc(18, salt);
  const hash = scryptSync(passphrase, bytes, 33, { N: 2, r: 1, p: 1 });
  return `$scrypt$ln=1,r=1,p=1$${bytes.toString('base64')}$${hash.toString('base64')}`;
};

const create = (): Authority => {
  let drawn = 0;
  return createAuthority({
    facts: store.facts,
    secrets,
    policy: () => policy,
    verify: (code): Promise<Verification> =>
      Promise.resolve(
        code === CODE
          ? { outcome: 'passed', method: 'authenticator' }
          : { outcome: 'refused', failures: 1, blockedUntil: null },
      ),
    hasCodeMethod: () => hasCodeMethod,
    isDoubting: () => isDoubting,
    onRolesChanged: () => (rolesChanged += 1),
    now: () => wall,
    monotonicMs: () => monotonic,
    randomBytes: (length) => new Uint8Array(length).fill((drawn += 1)),
    audit: (event) => events.push(auditEventSchema.parse(event)),
  });
};
const pass = (seconds: number): void => {
  wall += seconds * 1_000;
  monotonic += seconds * 1_000;
};
const grantOf = async (authority: Authority, proof: Identification): Promise<string> =>
  unwrap(await authority.calls.authorise(proof)).grant;
const setUp = async (): Promise<Authority> => {
  const authority = create();
  unwrap(await authority.calls['role.set']({ role: 'administrator', passphrase: ADMINISTRATOR.passphrase }));
  return authority;
};
const codeOf = (result: { readonly ok: boolean; readonly code?: string }): string =>
  result.ok ? 'ok' : (result.code ?? '');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-roles-'));
  store = unwrap(openAccess({ path: join(folder, 'access.db'), key: KEY }));
  events = [];
  policy = defaultPolicy();
  isDoubting = false;
  hasCodeMethod = false;
  rolesChanged = 0;
  wall = Date.UTC(2026, 0, 5, 9);
  monotonic = 0;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what a call needs', () => {
  it('is nothing that could not be proved: while nobody has set up anything, a code is not needed', () => {
    const authority = create();
    expect(authority.require('nothing', undefined)).toEqual({ ok: true, value: 'user' });
    expect(authority.require('code', undefined)).toEqual({ ok: true, value: 'user' });
    expect(codeOf(authority.require('administrator', undefined))).toBe('not-allowed');
    expect(codeOf(authority.require('auditor', undefined))).toBe('not-allowed');
  });

  it('is a code where a method is set up, the administrator where there is only one of those', async () => {
    const authority = await setUp();
    expect(codeOf(authority.require('code', undefined))).toBe('needs-administrator');
    hasCodeMethod = true;
    expect(codeOf(authority.require('code', undefined))).toBe('needs-code');
    expect(codeOf(authority.require('administrator', undefined))).toBe('needs-administrator');
    expect(codeOf(authority.require('auditor', undefined))).toBe('needs-administrator');
  });

  it('is given by a code once, for two minutes', async () => {
    hasCodeMethod = true;
    const authority = create();
    const grant = await grantOf(authority, { as: 'employee', code: CODE });
    expect(authority.require('code', grant)).toEqual({ ok: true, value: 'employee' });
    expect(codeOf(authority.require('code', grant))).toBe('needs-code');
    const late = await grantOf(authority, { as: 'employee', code: CODE });
    pass(120);
    expect(codeOf(authority.require('code', late))).toBe('needs-code');
  });

  it('is given by the administrator’s passphrase for everything and some minutes, whatever the wall clock says', async () => {
    hasCodeMethod = true;
    const authority = await setUp();
    const grant = await grantOf(authority, ADMINISTRATOR);
    wall -= 86_400_000;
    for (const need of ['code', 'administrator', 'auditor', 'code'] as const) {
      expect(authority.require(need, grant)).toEqual({ ok: true, value: 'administrator' });
    }
    pass(300);
    expect(codeOf(authority.require('administrator', grant))).toBe('needs-administrator');
  });

  it('is not given by an auditor for anything but what auditors may, nor by a code for what an administrator may', async () => {
    const authority = await setUp();
    const administrator = await grantOf(authority, ADMINISTRATOR);
    unwrap(await authority.calls['role.set']({ role: 'auditor', passphrase: OTHER, grant: administrator }));
    const auditor = await grantOf(authority, { as: 'auditor', passphrase: OTHER });
    expect(authority.require('auditor', auditor)).toEqual({ ok: true, value: 'auditor' });
    expect(codeOf(authority.require('administrator', auditor))).toBe('needs-administrator');
    const employee = await grantOf(authority, { as: 'employee', code: CODE });
    expect(codeOf(authority.require('administrator', employee))).toBe('needs-administrator');
    expect(codeOf(authority.require('auditor', undefined))).toBe('needs-auditor');
  });

  it('is not given by a grant of another agent, and only the last 64 are known', async () => {
    const authority = await setUp();
    expect(codeOf(authority.require('administrator', 'A'.repeat(43)))).toBe('needs-administrator');
    const first = await grantOf(authority, { as: 'employee', code: CODE });
    for (let more = 0; more < 64; more += 1) await authority.calls.authorise({ as: 'employee', code: CODE });
    expect(authority.require('code', first).ok).toBe(false);
    expect(create().require('administrator', first).ok).toBe(false);
  });
});

describe('a passphrase', () => {
  it('of the first administrator needs no proof, but no doubt either; a later one needs the first', async () => {
    const authority = create();
    isDoubting = true;
    const first = { role: 'administrator', passphrase: ADMINISTRATOR.passphrase } as const;
    expect(codeOf(await authority.calls['role.set'](first))).toBe('not-allowed');
    isDoubting = false;
    expect(codeOf(await authority.calls['role.set'](first))).toBe('ok');
    expect(rolesChanged).toBe(1);
    const second = { role: 'administrator', passphrase: OTHER } as const;
    expect(codeOf(await authority.calls['role.set'](second))).toBe('needs-administrator');
    const grant = await grantOf(authority, ADMINISTRATOR);
    // Who proved to be the administrator is not the one who is doubted.
    isDoubting = true;
    expect(codeOf(await authority.calls['role.set']({ ...second, grant }))).toBe('ok');
    // With the passphrase its grants are gone.
    expect(codeOf(authority.require('administrator', grant))).toBe('needs-administrator');
    expect(codeOf(await create().calls.authorise(ADMINISTRATOR))).toBe('not-identified');
    expect(codeOf(await create().calls.authorise({ as: 'administrator', passphrase: OTHER }))).toBe('ok');
  });

  it('of the first administrator is set by one of two who try at once', async () => {
    const authority = create();
    const both = await Promise.all(
      [ADMINISTRATOR.passphrase, OTHER].map((passphrase) =>
        authority.calls['role.set']({ role: 'administrator', passphrase }),
      ),
    );
    expect(both.map(codeOf)).toEqual(['ok', 'needs-administrator']);
  });

  it('of the policy counts before the one set here, and cannot be changed here', async () => {
    const authority = await setUp();
    const before = await grantOf(authority, ADMINISTRATOR);
    const hash = await hashPassphrase(OTHER, new Uint8Array(16));
    policy = { ...policy, roles: { ...policy.roles, administrator: hash } };
    expect(codeOf(await authority.calls.authorise(ADMINISTRATOR))).toBe('not-identified');
    expect(codeOf(authority.require('administrator', before))).toBe('needs-administrator');
    const grant = await grantOf(authority, { as: 'administrator', passphrase: OTHER });
    const change = { role: 'administrator', passphrase: ADMINISTRATOR.passphrase, grant } as const;
    expect(codeOf(await authority.calls['role.set'](change))).toBe('not-allowed');
    expect(unwrap(await authority.calls['role.list']({})).roles).toEqual([
      { role: 'administrator', isSet: true, source: 'managed' },
      { role: 'auditor', isSet: false, source: null },
    ]);
  });

  it('that is wrong is answered alike, counted, and after the third made to wait', async () => {
    const authority = await setUp();
    const wrong = { as: 'administrator', passphrase: OTHER } as const;
    const answers = [];
    for (let attempt = 0; attempt < 4; attempt += 1) answers.push(await authority.calls.authorise(wrong));
    expect(answers.map(codeOf)).toEqual(['not-identified', 'not-identified', 'not-identified', 'throttled']);
    // Not even the right one is looked at.
    expect(codeOf(await authority.calls.authorise(ADMINISTRATOR))).toBe('throttled');
    expect(events.filter(({ kind }) => kind === 'authorisation-refused').map(({ body }) => body)).toEqual([
      { as: 'administrator', failures: 1, waitSeconds: 0 },
      { as: 'administrator', failures: 2, waitSeconds: 0 },
      { as: 'administrator', failures: 3, waitSeconds: 30 },
    ]);
    expect(codeOf(await create().calls.authorise(ADMINISTRATOR))).toBe('throttled');
    pass(30);
    expect(codeOf(await authority.calls.authorise(ADMINISTRATOR))).toBe('ok');
  });

  it('is not guessed in ten thousand tries: a hundred are looked at, then none, until another is set', async () => {
    const authority = create();
    policy = { ...policy, roles: { ...policy.roles, administrator: cheapHash(ADMINISTRATOR.passphrase, 1) } };
    const codes = new Map<string, number>();
    for (let guess = 0; guess < 10_000; guess += 1) {
      pass(3_600);
      const code = codeOf(await authority.calls.authorise({ as: 'administrator', passphrase: String(guess) }));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes]).toEqual([
      ['not-identified', 100],
      ['throttled', 9_900],
    ]);
    expect(events.filter(({ kind }) => kind === 'authorisation-refused')).toHaveLength(100);
    for (const each of [authority, create()]) {
      expect(await each.calls.authorise(ADMINISTRATOR)).toMatchObject({
        code: 'throttled',
        message: expect.stringContaining('managed policy'),
      });
    }
    policy = { ...policy, roles: { ...policy.roles, administrator: cheapHash(ADMINISTRATOR.passphrase, 2) } };
    expect(codeOf(await authority.calls.authorise(ADMINISTRATOR))).toBe('ok');
  });

  it('of the auditor that was locked out is set anew by the administrator', async () => {
    const authority = await setUp();
    const grant = await grantOf(authority, ADMINISTRATOR);
    unwrap(await authority.calls['role.set']({ role: 'auditor', passphrase: OTHER, grant }));
    for (let guess = 0; guess < 3; guess += 1) await authority.calls.authorise({ as: 'auditor', passphrase: 'wrong' });
    expect(codeOf(await authority.calls.authorise({ as: 'auditor', passphrase: OTHER }))).toBe('throttled');
    // Another role's failures are its own.
    expect(codeOf(await authority.calls.authorise(ADMINISTRATOR))).toBe('ok');
    unwrap(await authority.calls['role.set']({ role: 'auditor', passphrase: 'a third, longer one', grant }));
    expect(codeOf(await authority.calls.authorise({ as: 'auditor', passphrase: 'a third, longer one' }))).toBe('ok');
    expect(rolesChanged).toBe(1);
  });

  it('is looked at one at a time, and no more than eight wait for it', async () => {
    const authority = create();
    policy = { ...policy, roles: { ...policy.roles, administrator: cheapHash(ADMINISTRATOR.passphrase, 1) } };
    const answers = await Promise.all(Array.from({ length: 12 }, () => authority.calls.authorise(ADMINISTRATOR)));
    expect(answers.map(codeOf)).toEqual([...Array<string>(8).fill('ok'), ...Array<string>(4).fill('throttled')]);
    expect(codeOf(await authority.calls.authorise(ADMINISTRATOR))).toBe('ok');
  });

  it('is not accepted where what was counted cannot be read', async () => {
    const hash = cheapHash(ADMINISTRATOR.passphrase, 1);
    policy = { ...policy, roles: { ...policy.roles, administrator: hash } };
    const name = `role.administrator.failures.${createHash('sha256').update(hash).digest('base64url')}`;
    store.facts.set({ name, schema: z.string() }, 'damaged');
    await expect(create().calls.authorise(ADMINISTRATOR)).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('of a role that nobody has is not asked for', async () => {
    const answer = await create().calls.authorise(ADMINISTRATOR);
    expect(answer).toMatchObject({
      ok: false,
      code: 'not-allowed',
      message: expect.stringContaining('role set'),
    });
  });
});

describe('a secret', () => {
  it('is set by the administrator where there is one, and kept where secrets are', async () => {
    const authority = await setUp();
    const secret = { name: 'smtp', value: 'p4ssw0rd of the server' } as const;
    expect(codeOf(await authority.calls['secret.set'](secret))).toBe('needs-administrator');
    const grant = await grantOf(authority, ADMINISTRATOR);
    expect(codeOf(await authority.calls['secret.set']({ ...secret, grant }))).toBe('ok');
    expect(unwrap(await secrets.read('smtp'))).toBe(secret.value);
  });

  it('needs a code where there is no administrator, and without that trust', async () => {
    const authority = create();
    const secret = { name: 'webhook', value: 'whsec_AAAA' } as const;
    isDoubting = true;
    expect(codeOf(await authority.calls['secret.set'](secret))).toBe('not-allowed');
    hasCodeMethod = true;
    expect(codeOf(await authority.calls['secret.set'](secret))).toBe('needs-code');
    const grant = await grantOf(authority, { as: 'employee', code: CODE });
    expect(codeOf(await authority.calls['secret.set']({ ...secret, grant }))).toBe('ok');
    expect(events.at(-1)).toEqual({ kind: 'secret-changed', body: { name: 'webhook', by: 'employee' } });
  });

  it('is in no record and no answer, and neither is a passphrase or a grant', async () => {
    const authority = await setUp();
    const grant = await grantOf(authority, ADMINISTRATOR);
    const value = 'p4ssw0rd of the server';
    const answers = [
      await authority.calls['secret.set']({ name: 'smtp', value, grant }),
      await authority.calls.authorise({ as: 'administrator', passphrase: OTHER }),
      await authority.calls['role.list']({}),
    ];
    const said = JSON.stringify([events, answers]);
    for (const hidden of [value, ADMINISTRATOR.passphrase, OTHER, grant]) expect(said).not.toContain(hidden);
    expect(events.map(({ kind }) => kind)).toEqual([
      'role-changed',
      'authorised',
      'secret-changed',
      'authorisation-refused',
    ]);
  });
});
