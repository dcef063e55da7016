import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditKey } from '../../contract/audit-proof.ts';
import { err, ok } from '../../contract/result.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import { readAnchor, writeAnchor, type AuditAnchor } from './anchor.ts';
import { keepAnchored, type KeptAnchor } from './keep-anchored.ts';

const ROOT = `ed25519:${'A'.repeat(43)}=`;
const link = (seq: number): string => `${'A'.repeat(42)}${String(seq)}=`;
const keyAt = (lastSeq: number): AuditKey => ({
  root: ROOT,
  chain: 0,
  former: [],
  records: lastSeq,
  lastSeq,
  sealedSeq: 0,
  link: link(lastSeq),
});

describe('an anchor', () => {
  it('is kept as it is', async () => {
    const secrets = createMemorySecrets();
    expect(await readAnchor(secrets)).toBeNull();
    await writeAnchor(secrets, { root: ROOT, seq: 7, link: link(7) });
    expect(await readAnchor(secrets)).toEqual({ root: ROOT, seq: 7, link: link(7) });
  });

  it.each(['', '{', '{"root":"x","seq":1,"link":"y"}', '[]'])('is none where the keychain holds %j', async (text) => {
    const secrets = createMemorySecrets();
    await secrets.write('audit-anchor', text);
    expect(await readAnchor(secrets)).toBeNull();
  });

  it('is none where the keychain is locked', async () => {
    expect(await readAnchor({ read: () => Promise.resolve(err('key-unavailable', 'locked')) })).toBeNull();
  });
});

describe('an anchor that is kept up', () => {
  let seq = 1;
  let written: number[] = [];
  let faults: string[] = [];
  let timers: { readonly callback: () => void; readonly ms: number }[] = [];
  let isLocked = false;
  let delay: Promise<unknown> = Promise.resolve();
  let kept: KeptAnchor;

  const start = async (): Promise<void> => {
    kept = await keepAnchored({
      key: () => keyAt(seq),
      write: async (anchor: AuditAnchor) => {
        await delay;
        if (isLocked) return err('key-unavailable', 'The keychain is locked.');
        written.push(anchor.seq);
        return ok(null);
      },
      schedule: (callback, ms) => {
        const entry = { callback, ms };
        timers.push(entry);
        return () => {
          timers = timers.filter((other) => other !== entry);
        };
      },
      onFault: (message) => faults.push(message),
    });
  };
  const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const pass = async (): Promise<void> => {
    for (const { callback } of timers.splice(0)) callback();
    await settled();
  };
  beforeEach(() => {
    seq = 1;
    written = [];
    faults = [];
    timers = [];
    isLocked = false;
    delay = Promise.resolve();
  });

  it('is written at the start, every ten minutes in which the log grew, and at the end', async () => {
    await start();
    expect(written).toEqual([1]);
    expect(timers.map(({ ms }) => ms)).toEqual([600_000]);
    await pass();
    expect(written).toEqual([1]);
    seq = 5;
    await pass();
    expect(written).toEqual([1, 5]);
    seq = 9;
    await kept.stop();
    expect(written).toEqual([1, 5, 9]);
    expect(timers).toEqual([]);
  });

  it('is tried again where the keychain did not take it, which is told', async () => {
    isLocked = true;
    await start();
    expect(faults).toEqual(['The keychain is locked.']);
    isLocked = false;
    await pass();
    expect(written).toEqual([1]);
  });

  it('never becomes an older one', async () => {
    await start();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    delay = promise;
    seq = 2;
    await pass();
    seq = 3;
    const stopped = kept.stop();
    resolve(undefined);
    await stopped;
    expect(written).toEqual([1, 2, 3]);
  });
});
