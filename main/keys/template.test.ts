import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok, unwrap } from '../../contract/result.ts';
import { installWorkstation } from '../../tests/support/learned-workstation.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { homePaths } from '../shared/home.ts';
import { IN_MEMORY } from '../store/database.ts';
import { accessKey, databaseKey } from './derive.ts';
import { existingTemplate } from './existing-template.ts';
import { currentSlotSecret, userIdOf } from './identity.ts';
import type { Keychain } from './keychain.ts';
import { createMemorySecrets } from './memory-secrets.ts';
import { createSecrets } from './secrets.ts';
import { derivedTemplate, keepTemplate, newTemplate, readTemplate, type TemplatePlaces } from './template.ts';

const MASTER = new Uint8Array(32).fill(1);
const strong = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

describe('a template', () => {
  let access: AccessStore;
  let places: TemplatePlaces;
  beforeEach(() => {
    access = unwrap(openAccess({ path: IN_MEMORY, key: null }));
    places = { secrets: createMemorySecrets(), facts: access.facts };
  });
  afterEach(() => {
    access.close();
  });

  it('is new every time, and no part of it tells another', () => {
    const made = Array.from({ length: 50 }, () => newTemplate(strong));
    const parts = made.flatMap((each) => [
      Buffer.from(each.slotSecret).toString('hex'),
      Buffer.from(each.databaseKey).toString('hex'),
      each.userId,
    ]);
    expect(new Set(parts).size).toBe(150);
  });

  it('of an older installation is what its master key gives', () => {
    const secret = currentSlotSecret(MASTER);
    const userId = userIdOf(secret, 'ada');
    expect(derivedTemplate(MASTER, 'ada')).toEqual({ slotSecret: secret, databaseKey: databaseKey(MASTER), userId });
  });

  it('is kept, replaced, and read as it was kept', async () => {
    expect(await readTemplate(places)).toEqual(ok(null));
    for (const unfinished of ['empty', 'incoming', null] as const) {
      const template = newTemplate(strong);
      unwrap(await keepTemplate(places, { template, unfinished }));
      expect(await readTemplate(places)).toEqual(ok({ template, unfinished }));
    }
  });

  it('is missed where it was kept once, and not taken for what is damaged', async () => {
    const template = newTemplate(strong);
    unwrap(await keepTemplate(places, { template, unfinished: null }));
    const withRead = (text: string | null) =>
      readTemplate({ ...places, secrets: { ...places.secrets, read: () => Promise.resolve(ok(text)) } });
    const whole = unwrap(await places.secrets.read('template')) ?? '';
    expect(await withRead(whole)).toMatchObject({ ok: true });
    for (const text of [null, '', '-', whole.slice(0, -1), whole.replace('"version":1', '"version":2')]) {
      expect(await withRead(text)).toMatchObject({ ok: false, code: 'key-unavailable' });
    }
    expect(
      await readTemplate({ ...places, secrets: { ...places.secrets, read: () => Promise.resolve(LOCKED) } }),
    ).toEqual(LOCKED);
  });

  it('is not said to be kept when it could not be', async () => {
    const template = newTemplate(strong);
    const secrets = { ...places.secrets, write: () => Promise.resolve(LOCKED) };
    expect(await keepTemplate({ ...places, secrets }, { template, unfinished: null })).toEqual(LOCKED);
    expect(await readTemplate(places)).toEqual(ok(null));
  });
});

const LOCKED = err('key-unavailable', 'It is locked.');

describe('the template of an installation that is only looked at', () => {
  const NONE: Keychain = {
    read: () => Promise.reject(new Error('not asked')),
    write: () => Promise.reject(new Error('not asked')),
    remove: () => Promise.reject(new Error('not asked')),
  };
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'samehand-template-'));
    installWorkstation(home, MASTER);
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it('is the kept one, also while the agent has it open, or what the master key gives', async () => {
    const derived = derivedTemplate(MASTER, 'ada');
    const older = unwrap(await existingTemplate(home, NONE, 'ada'));
    expect(older).toMatchObject({ slotSecret: derived.slotSecret, databaseKey: derived.databaseKey });
    expect([older.idOf('ada'), older.idOf('ben')]).toEqual(
      ['ada', 'ben'].map((name) => userIdOf(derived.slotSecret, name)),
    );

    const access = unwrap(openAccess({ path: homePaths(home).access, key: accessKey(MASTER) }));
    const { facts } = access;
    const secrets = createSecrets({ keychain: NONE, installationId: 'i', keySource: 'file', facts });
    const template = newTemplate(strong);
    unwrap(await keepTemplate({ secrets, facts }, { template, unfinished: null }));
    const { idOf, ...kept } = unwrap(await existingTemplate(home, NONE, 'ada'));
    expect(kept).toMatchObject({ slotSecret: template.slotSecret, databaseKey: template.databaseKey });
    expect(idOf('ada')).toBe(template.userId);
    expect(idOf('ben')).not.toBe(template.userId);
    expect(kept.isUnfinished).toBe(false);
    unwrap(await keepTemplate({ secrets, facts }, { template, unfinished: 'empty' }));
    expect(unwrap(await existingTemplate(home, NONE, 'ada')).isUnfinished).toBe(true);
    access.close();
  });
});
