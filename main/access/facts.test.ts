import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { unwrap } from '../../contract/result.ts';
import { openAccess, type AccessStore } from './access-store.ts';
import type { Fact } from './facts.ts';

const KEY = new Uint8Array(32).fill(5);
const COUNTER: Fact<{ n: number }> = { name: 'counter', schema: z.strictObject({ n: z.number() }) };
const OTHER: Fact<string> = { name: 'other', schema: z.string() };

let folder = '';
let path = '';
let store: AccessStore;
const open = (): AccessStore => unwrap(openAccess({ path, key: KEY }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-access-'));
  path = join(folder, 'access.db');
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('facts', () => {
  it('are null until they are set, kept across restarts, replaced and removed', () => {
    expect(store.facts.get(COUNTER)).toBeNull();
    store.facts.set(COUNTER, { n: 1 });
    store.close();
    store = open();
    expect(store.facts.get(COUNTER)).toEqual({ n: 1 });
    store.facts.set(COUNTER, { n: 2 });
    expect(store.facts.get(COUNTER)).toEqual({ n: 2 });
    expect(store.facts.get(OTHER)).toBeNull();
    store.facts.set(COUNTER, null);
    expect(store.facts.get(COUNTER)).toBeNull();
  });

  it('are set altogether or not at all', () => {
    expect(() =>
      store.facts.transaction(() => {
        store.facts.set(COUNTER, { n: 3 });
        store.facts.set(OTHER, 'x');
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(store.facts.get(COUNTER)).toBeNull();
    const answer = store.facts.transaction(() => {
      store.facts.set(COUNTER, { n: 4 });
      return store.facts.get(COUNTER)?.n;
    });
    expect(answer).toBe(4);
  });

  it('that are not what they should be are an error that names them, and stay', () => {
    store.facts.set({ name: 'counter', schema: z.string() }, 'not a counter');
    const read = (): unknown => store.facts.get(COUNTER);
    expect(read).toThrow('What is stored as "counter" in the access database is damaged. Restore it from a backup.');
    expect(read).toThrow(expect.objectContaining({ code: 'storage-unavailable' }));
  });

  it('are unreadable on the disk', () => {
    store.facts.set(OTHER, 'a secret sentence');
    store.close();
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(bytes.join('')).not.toContain('a secret sentence');
    store = open();
  });

  it('of another key are refused and left alone', () => {
    store.facts.set(COUNTER, { n: 1 });
    store.close();
    expect(openAccess({ path, key: new Uint8Array(32).fill(6) })).toMatchObject({
      ok: false,
      code: 'storage-unavailable',
    });
    store = open();
    expect(store.facts.get(COUNTER)).toEqual({ n: 1 });
  });
});
