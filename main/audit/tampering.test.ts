/**
 * Random tamperings with a log, each of which has to be found, with its place. What counts as the place: a fault's records
 * contain those that were tampered with; a fault of kind `link` stands for the record before it as well, and one of record
 * 0 for the log as a whole, where the log as a whole was tampered with. What is no tampering: a flip in one of the two
 * places of the head file, which the other makes good.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditVerification } from '../../contract/audit-reading.ts';
import { createRandom } from '../../ml/random.ts';
import type { Database } from '../store/database.ts';
import type { AuditAnchor } from './anchor.ts';
import { headPath, readHead } from './head-file.ts';
import { KEY, connectTo } from './sample-log.fixture.ts';
import {
  TAMPERINGS,
  makeLog,
  openPlain,
  putHead,
  type Ground,
  type LogState,
} from '../../tests/support/tampered-log.ts';
import { verifyLog } from './verify-log.ts';

const RECORDS = 130;
const MOMENTS = 8;
const EACH = 200;
const FLIPS = 600;
const TIMEOUT_MS = 180_000;

let folder = '';
let path = '';
let ground: Ground;
let newest: LogState;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-tampering-'));
  path = join(folder, 'audit.db');
  const states = makeLog(RECORDS, MOMENTS, 1);
  newest = states.at(-1) as LogState;
  ground = { states, other: makeLog(RECORDS, 1, 2).at(-1) as LogState };
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const verify = (db: Database, anchor: AuditAnchor | null): AuditVerification => {
  const steps = verifyLog(db, { head: readHead(headPath(path), KEY), anchor });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};

const contains = ({ faults }: AuditVerification, seq: number): boolean =>
  faults.some((each) => (each.fault === 'link' ? each.seq - 1 : each.seq) <= seq && seq <= each.lastSeq);

it('finds nothing where nothing was done', () => {
  for (const state of [...ground.states, ground.other]) {
    putHead(path, state.head);
    const db = openPlain(state);
    expect(verify(db, state.anchor)).toMatchObject({ ok: true, faults: [], lastSeq: state.last });
    db.close();
  }
});

it.each(Object.entries(TAMPERINGS))(
  'finds %s, and where',
  (name, tamper) => {
    for (let seed = 0; seed < EACH; seed += 1) {
      const random = createRandom(seed);
      const own = openPlain(newest);
      const { from, to, head = newest.head, db = own } = tamper(ground, own, random);
      putHead(path, head);
      const found = verify(db, newest.anchor);
      const told = `${name}, seed ${String(seed)}, at ${String(from)} to ${String(to)}: ${JSON.stringify(found.faults)}`;
      expect(found.ok, told).toBe(false);
      expect(contains(found, from) && contains(found, to), told).toBe(true);
      db.close();
      own.close();
    }
  },
  TIMEOUT_MS,
);

/** Records that cannot be read by their number. */
const unreadable = (db: Database): readonly number[] =>
  Array.from({ length: newest.last }, (_, index) => index + 1).filter((seq) => {
    try {
      return db.prepare('SELECT at, kind, body, link FROM records NOT INDEXED WHERE seq = ?').get(seq) === undefined;
    } catch {
      return true;
    }
  });

it(
  'finds a bit flipped anywhere in the file, and the records that it is about',
  () => {
    putHead(path, newest.head);
    for (let seed = 0; seed < FLIPS; seed += 1) {
      const random = createRandom(seed);
      const file = Buffer.from(newest.file);
      const at = Math.floor(random() * file.length);
      file[at] = (file[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(path, file);
      const db = connectTo(path);
      const lost = unreadable(db);
      const told = `seed ${String(seed)}, byte ${String(at)}`;
      if (lost.length === newest.last) {
        // The schema itself: nothing can be read, and whoever asks is told so.
        expect(() => db.prepare('SELECT * FROM records').get(), told).toThrow();
      } else {
        const found = verify(db, newest.anchor);
        expect(
          found.faults.some(({ fault }) => fault === 'database'),
          told,
        ).toBe(true);
        for (const seq of lost) expect(contains(found, seq), `${told}, record ${String(seq)}`).toBe(true);
      }
      db.close();
    }
  },
  TIMEOUT_MS,
);
