import { describe, expect, it } from 'vitest';
import type { AuditVerification } from '../../../../contract/audit-reading.ts';
import { compareKept, type LogNow } from './compare-kept.ts';

const KEY = 'ed25519:now';
const SOUND: AuditVerification = {
  ok: true,
  records: 11,
  firstSeq: 10,
  lastSeq: 20,
  faults: [],
  faultCount: 0,
  seals: 2,
  sealedSeq: 20,
  root: KEY,
};
const now = (links: Readonly<Record<number, string>>, keys: readonly string[] = [KEY]): LogNow => ({
  keys,
  linkAt: (seq) => Promise.resolve(links[seq] ?? null),
});
const place = (seq: number) => ({ keys: [KEY], place: { seq, link: 'kept' } });

describe('a log beside what was kept of it', () => {
  it('is sound while it has that key and that link', async () => {
    expect(await compareKept(SOUND, place(15), now({ 15: 'kept' }))).toBe(SOUND);
    expect(await compareKept(SOUND, { keys: [KEY], place: null }, now({}))).toBe(SOUND);
    expect(await compareKept(SOUND, place(15), now({ 15: 'kept' }, [KEY, 'ed25519:newer chain']))).toBe(SOUND);
  });

  it('is sound when retention has removed the record', async () => {
    expect(await compareKept(SOUND, place(9), now({}))).toBe(SOUND);
  });

  it.each([
    ['cut off', place(25), now({}), { seq: 25, fault: 'truncated' }],
    ['written anew', place(15), now({ 15: 'other' }), { seq: 15, fault: 'replayed' }],
    ['another log', { keys: ['ed25519:kept'], place: null }, now({}), { seq: 0, fault: 'seal' }],
  ])('that was %s is not sound, and the place is named', async (_, kept, log, fault) => {
    const found = await compareKept(SOUND, kept, log);
    expect(found).toMatchObject({ ok: false, faultCount: 1, faults: [fault] });
  });

  it('keeps what was found besides', async () => {
    const fault = { seq: 12, lastSeq: 12, fault: 'link', message: 'm' } as const;
    const damaged = { ...SOUND, ok: false, faults: [fault], faultCount: 1 };
    const found = await compareKept(damaged, place(25), now({}));
    expect(found.faults.map(({ seq }) => seq)).toEqual([25, 12]);
    expect(found.faultCount).toBe(2);
  });
});
