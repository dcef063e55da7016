import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { anchorOf, type AuditAnchor } from './anchor.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { chainFaults } from './check-chain.fixture.ts';
import { headPath, readHead } from './head-file.ts';
import { KEY, tamper } from './sample-log.fixture.ts';

const EVENT: AuditEvent = { kind: 'inactive', body: { idleSeconds: 60 } };

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-recovery-'));
  path = join(folder, 'audit.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (anchor: AuditAnchor | null = null): AuditLog =>
  unwrap(openAuditLog({ path, key: KEY, now: () => Date.UTC(2026, 10, 21), anchor }));
const add = (count: number): void => {
  const log = open();
  for (let done = 0; done < count; done += 1) log.append(EVENT);
  log.close();
};
/** Puts the log's files as they are now into a folder of their own, and what is there back into their place. */
const keep = (name: string): (() => void) => {
  const copy = mkdtempSync(join(folder, `${name}-`));
  const files = readdirSync(folder).filter((file) => file.startsWith('audit.db'));
  for (const file of files) copyFileSync(join(folder, file), join(copy, file));
  return () => {
    for (const file of readdirSync(folder)) if (file.startsWith('audit.db')) rmSync(join(folder, file));
    for (const file of files) copyFileSync(join(copy, file), join(folder, file));
  };
};
const keepHead = (): (() => void) => {
  const copy = `${path}-copy-of-head`;
  copyFileSync(headPath(path), copy);
  return () => {
    copyFileSync(copy, headPath(path));
    rmSync(copy);
  };
};
/** What the log says of itself: restarts and faults. */
const said = (log: AuditLog): readonly unknown[] =>
  log
    .list({ kinds: ['audit-chain-began', 'audit-fault-found'] })
    .filter(({ body }) => body.why !== 'new')
    .map(({ seq, kind, body }) => [seq, kind === 'audit-fault-found' ? body.fault : body.why]);

describe('after a crash', () => {
  it('between a record and the head, the record is there and the chain goes on', () => {
    add(3);
    const log = open();
    log.append(EVENT);
    const putBack = keepHead();
    log.append(EVENT);
    log.appendAll([EVENT, EVENT]);
    const copy = keep('crashed');
    log.close();
    copy();
    putBack();
    const again = open();
    expect(again.append(EVENT)).toBe(9);
    expect(said(again)).toEqual([]);
    again.close();
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  it.each([1, 3])('between %i seals and the head, their keys are made again and erased', (count) => {
    add(3);
    const log = open();
    log.append(EVENT);
    const putBack = keepHead();
    for (let done = 0; done < count; done += 1) {
      log.seal();
      log.append(EVENT);
    }
    const copy = keep('crashed');
    log.close();
    copy();
    putBack();
    const again = open();
    expect(said(again)).toEqual([]);
    // Written at once, so that no seed stays with which what is sealed could be signed again.
    expect(readHead(headPath(path), KEY)).toMatchObject({ head: { number: 2 + count } });
    again.append(EVENT);
    again.close();
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  /** Random bytes are drawn for the key of a chain, and for every writing of the head: the nth of them is the last. */
  const openAndFail = (draws: number): void => {
    let drawn = 0;
    const failing = (length: number): Uint8Array => {
      drawn += 1;
      if (drawn === draws) throw new Error('the power is cut');
      return randomBytes(length);
    };
    const attempt = (): void => {
      unwrap(openAuditLog({ path, key: KEY, now: () => 0, randomBytes: failing })).close();
    };
    expect(attempt).toThrow('the power is cut');
  };

  it.each([1, 2, 3, 4, 5])('in the middle of beginning a log, it begins once (%i)', (draws) => {
    openAndFail(draws);
    const log = open();
    expect(log.append(EVENT)).toBe(2);
    expect(log.list().map(({ kind }) => kind)).toEqual(['audit-chain-began', 'inactive']);
    log.close();
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('in the middle of beginning anew, it is found out all the same (%i)', (draws) => {
    add(3);
    const before = readHead(headPath(path), KEY);
    rmSync(headPath(path));
    openAndFail(draws);
    const log = open();
    expect(said(log)).toEqual([
      [5, 'restarted'],
      [6, 'head'],
    ]);
    expect(log.append(EVENT)).toBe(7);
    expect(log.key()).toMatchObject({ chain: 1, former: [expect.stringMatching(/^ed25519:/)] });
    log.close();
    expect(chainFaults(path, KEY)).toEqual([]);
    expect(before).toMatchObject({ head: { chain: 0 } });
  });
});

describe('a log that somebody changed while it was closed', () => {
  beforeEach(() => {
    add(3);
  });

  const reopened = (anchor: AuditAnchor | null = null) => {
    const log = open(anchor);
    const seq = log.append(EVENT);
    const found = { seq, said: said(log), key: log.key() };
    log.close();
    return found;
  };
  const removeEnd = (from: number): void => {
    tamper(
      path,
      `DELETE FROM records WHERE seq >= ${String(from)};
       UPDATE sqlite_sequence SET seq = ${String(from - 1)}`,
    );
  };

  it('goes on with a new chain and says so where its head is missing', () => {
    const root = open().key().root;
    rmSync(headPath(path));
    const found = reopened();
    expect(found).toMatchObject({
      seq: 7,
      said: [
        [5, 'restarted'],
        [6, 'head'],
      ],
      key: { chain: 1, former: [root], lastSeq: 7, sealedSeq: 4 },
    });
    expect(found.key.root).not.toBe(root);
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  it('… where it is damaged, or of another log', () => {
    writeFileSync(headPath(path), 'damaged');
    expect(reopened().said).toEqual([
      [5, 'restarted'],
      [6, 'head'],
    ]);
    const other = join(folder, 'other.db');
    unwrap(openAuditLog({ path: other, key: KEY, now: () => 0 })).close();
    copyFileSync(headPath(other), headPath(path));
    expect(reopened().said.slice(2)).toEqual([
      [8, 'restarted'],
      [9, 'head'],
    ]);
    expect(chainFaults(path, KEY)).toEqual([]);
  });

  it('shows for ever that records were cut off, whose numbers are not given out again', () => {
    removeEnd(3);
    expect(reopened()).toMatchObject({
      seq: 7,
      said: [
        [5, 'restarted'],
        [6, 'truncated'],
      ],
    });
    const log = open();
    const [fault] = log.list({ kinds: ['audit-fault-found'] });
    expect(fault?.body).toMatchObject({
      seq: 3,
      message: expect.stringContaining('Records 3 to 4 are gone') as string,
    });
    log.close();
    expect(chainFaults(path, KEY)).toEqual(['5 follows 2', 'seal 0/1 signs another link']);
  });

  it('… and where the cut is known from the numbers alone', () => {
    const log = open();
    log.append(EVENT);
    const putBack = keepHead();
    log.append(EVENT);
    log.close();
    putBack();
    tamper(path, 'DELETE FROM records WHERE seq = 6; DELETE FROM seals WHERE seq = 6');
    expect(reopened()).toMatchObject({
      seq: 9,
      said: [
        [7, 'restarted'],
        [8, 'truncated'],
      ],
    });
  });

  it('… and where an older copy of the database was put back, or seals were removed', () => {
    const db = join(folder, 'copy');
    copyFileSync(path, db);
    add(2);
    copyFileSync(db, path);
    expect(reopened()).toMatchObject({
      seq: 9,
      said: [
        [7, 'restarted'],
        [8, 'truncated'],
      ],
    });
    tamper(path, 'DELETE FROM seals WHERE chain = 1 AND number > 0');
    expect(reopened()).toMatchObject({
      seq: 12,
      said: [
        [7, 'restarted'],
        [8, 'truncated'],
        [10, 'restarted'],
        [11, 'truncated'],
      ],
    });
  });

  it('… and where the database was removed and the head was not', () => {
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    expect(reopened()).toMatchObject({
      seq: 7,
      said: [
        [5, 'restarted'],
        [6, 'truncated'],
      ],
      key: { chain: 1, former: [] },
    });
    expect(chainFaults(path, KEY)).toEqual(['5 follows 0']);
  });

  it('says so where the last record is not what was chained', () => {
    tamper(path, `UPDATE records SET link = zeroblob(32) WHERE seq = 4`);
    expect(reopened()).toMatchObject({
      seq: 7,
      said: [
        [5, 'restarted'],
        [6, 'link'],
      ],
    });
    tamper(path, `INSERT INTO records SELECT 8, at, kind, body, link FROM records WHERE seq = 7`);
    expect(reopened()).toMatchObject({
      seq: 11,
      said: [
        [5, 'restarted'],
        [6, 'link'],
        [9, 'restarted'],
        [10, 'link'],
      ],
    });
  });

  it('says so where its head is older than its seals, and of keys that are not theirs', () => {
    const putBack = keepHead();
    rmSync(headPath(path));
    reopened();
    putBack();
    expect(reopened().said.slice(2)).toEqual([
      [8, 'restarted'],
      [9, 'head'],
    ]);
  });

  describe('together with its head', () => {
    const anchored = (): AuditAnchor => {
      const log = open();
      try {
        return anchorOf(log.key());
      } finally {
        log.close();
      }
    };

    it('is as it was to the keychain where nothing was changed, or more was added', () => {
      const anchor = anchored();
      expect(reopened(anchor).said).toEqual([]);
      expect(reopened(anchor).said).toEqual([]);
      expect(chainFaults(path, KEY)).toEqual([]);
    });

    it('is found to be an older copy', () => {
      const putBack = keep('older');
      add(2);
      const anchor = anchored();
      putBack();
      expect(reopened(anchor)).toMatchObject({
        seq: 9,
        said: [
          [7, 'restarted'],
          [8, 'replayed'],
        ],
      });
    });

    it('is found to have gone on otherwise than was known', () => {
      const putBack = keep('older');
      add(1);
      const anchor = anchored();
      putBack();
      const log = open();
      log.append({ kind: 'inactive', body: { idleSeconds: 61 } });
      log.close();
      expect(reopened(anchor)).toMatchObject({
        seq: 8,
        said: [
          [6, 'restarted'],
          [7, 'replayed'],
        ],
      });
    });

    it('is found to be gone', () => {
      const anchor = anchored();
      for (const file of readdirSync(folder)) rmSync(join(folder, file));
      expect(reopened(anchor)).toMatchObject({
        seq: 7,
        said: [
          [5, 'restarted'],
          [6, 'replayed'],
        ],
        key: { chain: 1 },
      });
    });
  });
});
