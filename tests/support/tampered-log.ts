/** A sealed audit log, and what somebody who has its key could do to it by SQL or by putting files back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { unwrap } from '../../contract/result.ts';
import type { Random } from '../../ml/random.ts';
import { recordText } from '../../main/audit-proof/chain.ts';
import type { Database } from '../../main/store/database.ts';
import { anchorOf, type AuditAnchor } from '../../main/audit/anchor.ts';
import { openAuditLog, type AuditLog } from '../../main/audit/audit-log.ts';
import { bytesOfHex, hexOf, leafHexOf, linkHexOf } from '../../main/audit/chain-hash.ts';
import { headPath } from '../../main/audit/head-file.ts';
import { KEY, connectTo, sampleTime } from '../../main/audit/sample-log.fixture.ts';
import type { LinkedRow } from '../../main/audit/record-rows.ts';
import { seededBytes } from '../../main/audit/seeded-bytes.fixture.ts';
import { makeSeal } from '../../main/audit/seal-maker.ts';
import { createSealRows, type SealRow } from '../../main/audit/seal-rows.ts';

/** A log at one moment. */
export interface LogState {
  /** The file as it is on the disk, and without its encryption. */
  readonly file: Buffer;
  readonly plain: Buffer;
  readonly head: Buffer;
  readonly anchor: AuditAnchor;
  readonly last: number;
}

const FORMAT_VERSIONS_AT = 18;

const stateOf = (path: string, log: AuditLog): LogState => {
  const db = connectTo(path);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const plain = db.serialize();
  db.close();
  // Not as a file with a log of its own, which one in memory cannot have.
  plain.fill(1, FORMAT_VERSIONS_AT, FORMAT_VERSIONS_AT + 2);
  return {
    file: readFileSync(path),
    plain,
    head: readFileSync(headPath(path)),
    anchor: anchorOf(log.key()),
    last: log.key().lastSeq,
  };
};

/** States of one log, the newest last; the last records of each are not sealed yet. */
export const makeLog = (records: number, moments: number, seed: number): readonly LogState[] => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-tampered-'));
  const path = join(folder, 'audit.db');
  let minute = 0;
  const now = (): number => Date.parse(sampleTime((minute += 1)));
  const log = unwrap(openAuditLog({ path, key: KEY, now, randomBytes: seededBytes(seed) }));
  const states: LogState[] = [];
  for (let index = 1; index < records; index += 1) {
    log.append(
      index % 3 === 0
        ? { kind: 'inactive', body: { idleSeconds: index } }
        : { kind: 'session-locked', body: { by: `ÄNNE "${String(index)}"` } },
    );
    if (index % 17 === 0) log.seal();
    if (index % Math.floor(records / moments) === 0) states.push(stateOf(path, log));
  }
  states.push(stateOf(path, log));
  log.close();
  rmSync(folder, { recursive: true });
  return states;
};

/** Opens a state for changing it, its triggers and checks gone. */
export const openPlain = (state: LogState): Database => {
  const db = new Driver(Buffer.from(state.plain));
  db.unsafeMode(true);
  db.pragma('ignore_check_constraints = ON');
  for (const name of ['records_keep_update', 'records_keep_delete', 'records_keep_replace'])
    db.exec(`DROP TRIGGER ${name}`);
  for (const name of ['seals_keep_update', 'seals_keep_delete']) db.exec(`DROP TRIGGER ${name}`);
  return db;
};

/** What was done, and which records it is about; `whole`: the log as such. */
export interface Tampering {
  readonly from: number;
  readonly to: number;
  readonly head?: Buffer | null;
  readonly db?: Database;
}

const pick = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

const rowsOf = (db: Database): LinkedRow[] =>
  db.prepare<[], LinkedRow>('SELECT seq, at, kind, body, link FROM records ORDER BY seq').all();

/** Makes the stored links fit what is stored, from a record on: who has the key can do that. */
const rechain = (db: Database, from: number): void => {
  const rows = rowsOf(db).filter(({ seq }) => seq >= from - 1);
  const set = db.prepare('UPDATE records SET link = ? WHERE seq = ?');
  let link = hexOf(rows[0]?.link ?? new Uint8Array(32));
  for (const row of rows.slice(1)) {
    link = linkHexOf(link, leafHexOf(recordText(row)));
    set.run(bytesOfHex(link), row.seq);
  }
};

const sealsOf = (db: Database): SealRow[] => db.prepare<[], SealRow>('SELECT * FROM seals ORDER BY number').all();

/** Records that a seal signs and the one before it does not. */
const stretchOf = (seals: readonly SealRow[], index: number): { readonly from: number; readonly to: number } => {
  const to = seals[index]?.seq ?? 0;
  return { from: Math.min((seals[index - 1]?.seq ?? 0) + 1, to), to };
};

const changeRecord = (db: Database, random: Random, seq: number): void => {
  const value = Math.floor(random() * 1e9);
  const column = ['body', 'at', 'kind'][Math.floor(random() * 3)];
  if (column === 'body')
    db.prepare('UPDATE records SET body = ? WHERE seq = ?').run(`{"by":"forged ${String(value)}"}`, seq);
  else if (column === 'at')
    db.prepare('UPDATE records SET at = ? WHERE seq = ?').run(sampleTime(100_000 + (value % 100_000)), seq);
  else db.prepare(`UPDATE records SET kind = 'session-' || ? WHERE seq = ?`).run(value, seq);
};

/** Seals again from one on, with keys of the forger's own. */
const reseal = (db: Database, random: Random, from: number): void => {
  let seed = Uint8Array.from({ length: 32 }, () => pick(random, 0, 255));
  const linkAt = db.prepare<[number], Buffer>('SELECT link FROM records WHERE seq = ?').pluck();
  const rows = createSealRows(db);
  for (const { chain, number, seq, at } of sealsOf(db).slice(from)) {
    const made = makeSeal({ chain, number, seq, at, link: linkAt.get(seq) ?? new Uint8Array(32) }, seed);
    db.prepare('DELETE FROM seals WHERE number = ?').run(number);
    rows.insert(made.seal);
    seed = Buffer.from(made.nextSeed);
  }
};

const flipByte = (bytes: Uint8Array, random: Random): Buffer => {
  const flipped = Buffer.from(bytes);
  const at = pick(random, 0, flipped.length - 1);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << pick(random, 0, 7));
  return flipped;
};

export interface Ground {
  readonly states: readonly LogState[];
  /** Of another log with the same key. */
  readonly other: LogState;
}

type Act = (ground: Ground, db: Database, random: Random) => Tampering;

/** `last` of the newest state, and of its last seal. */
const extentOf = (db: Database): { readonly last: number; readonly sealed: number } => ({
  last: rowsOf(db).at(-1)?.seq ?? 0,
  sealed: sealsOf(db).at(-1)?.seq ?? 0,
});

/** Each leaves a log that is not the one that was written. */
export const TAMPERINGS: Readonly<Record<string, Act>> = {
  'a record changed': (_, db, random) => {
    const seq = pick(random, 1, extentOf(db).last);
    changeRecord(db, random, seq);
    return { from: seq, to: seq };
  },
  'a record changed, and its link with it': (_, db, random) => {
    const seq = pick(random, 2, extentOf(db).last - 1);
    changeRecord(db, random, seq);
    const [before, row] = rowsOf(db).filter((each) => each.seq === seq - 1 || each.seq === seq);
    if (before === undefined || row === undefined) throw new Error('no such record');
    const link = linkHexOf(hexOf(before.link ?? new Uint8Array(32)), leafHexOf(recordText(row)));
    db.prepare('UPDATE records SET link = ? WHERE seq = ?').run(bytesOfHex(link), seq);
    return { from: seq, to: seq };
  },
  'a record changed, and all links after it': (_, db, random) => {
    const seq = pick(random, 2, extentOf(db).sealed);
    changeRecord(db, random, seq);
    rechain(db, seq);
    return { from: seq, to: seq };
  },
  'a record changed, all links after it, and all seals by other keys': (_, db, random) => {
    const seq = pick(random, 2, extentOf(db).sealed);
    changeRecord(db, random, seq);
    rechain(db, seq);
    reseal(
      db,
      random,
      sealsOf(db).findIndex((seal) => seal.seq >= seq),
    );
    return { from: seq, to: seq };
  },
  'a record of those not sealed changed, and all links after it': (_, db, random) => {
    const { last, sealed } = extentOf(db);
    const seq = pick(random, sealed + 1, last);
    changeRecord(db, random, seq);
    rechain(db, seq);
    return { from: seq, to: seq };
  },
  'a link changed': (_, db, random) => {
    const seq = pick(random, 1, extentOf(db).last);
    const link = [bytesOfHex(leafHexOf(String(random()))), null, Buffer.alloc(7)][pick(random, 0, 2)];
    db.prepare('UPDATE records SET link = ? WHERE seq = ?').run(link, seq);
    return { from: seq, to: seq };
  },
  'records removed': (_, db, random) => {
    const from = pick(random, 1, extentOf(db).last);
    const to = Math.min(extentOf(db).last, from + pick(random, 0, 40));
    db.prepare('DELETE FROM records WHERE seq BETWEEN ? AND ?').run(from, to);
    return { from, to };
  },
  'a record removed, and those after it moved up': (_, db, random) => {
    const { last, sealed } = extentOf(db);
    const seq = pick(random, 2, sealed - 1);
    db.prepare('DELETE FROM records WHERE seq = ?').run(seq);
    for (let each = seq + 1; each <= last; each += 1)
      db.prepare('UPDATE records SET seq = ? WHERE seq = ?').run(each - 1, each);
    rechain(db, seq);
    return { from: seq, to: seq };
  },
  'two records swapped': (_, db, random) => {
    const a = pick(random, 2, extentOf(db).last - 1);
    const b = pick(random, a + 1, extentOf(db).last);
    const isWithLinks = random() < 0.5;
    const columns = isWithLinks ? 'at, kind, body, link' : 'at, kind, body';
    const set = isWithLinks
      ? 'at = @at, kind = @kind, body = @body, link = @link'
      : 'at = @at, kind = @kind, body = @body';
    const select = db.prepare<[number], object>(`SELECT ${columns} FROM records WHERE seq = ?`);
    const [first, second] = [select.get(a), select.get(b)];
    db.prepare(`UPDATE records SET ${set} WHERE seq = @seq`).run({ ...second, seq: a });
    db.prepare(`UPDATE records SET ${set} WHERE seq = @seq`).run({ ...first, seq: b });
    return { from: a, to: a };
  },
  'a record put in between': (_, db, random) => {
    const { last, sealed } = extentOf(db);
    const seq = pick(random, 2, sealed);
    for (let each = last; each >= seq; each -= 1)
      db.prepare('UPDATE records SET seq = ? WHERE seq = ?').run(each + 1, each);
    db.prepare('INSERT INTO records VALUES (?, ?, ?, ?, NULL)').run(
      seq,
      sampleTime(seq),
      'session-locked',
      '{"by":"forged"}',
    );
    rechain(db, seq);
    return { from: seq, to: seq };
  },
  'the end cut off': (_, db, random) => {
    const { last } = extentOf(db);
    const from = pick(random, 2, last);
    db.prepare('DELETE FROM records WHERE seq >= ?').run(from);
    db.prepare('DELETE FROM seals WHERE seq >= ?').run(from);
    db.prepare(`UPDATE sqlite_sequence SET seq = ?`).run(from - 1);
    return { from, to: last };
  },
  'a seal changed': (_, db, random) => {
    const seals = sealsOf(db);
    const index = pick(random, 0, seals.length - 1);
    const column = (['link', 'key', 'next', 'signature'] as const)[pick(random, 0, 3)] ?? 'link';
    const bytes = flipByte(seals[index]?.[column] ?? new Uint8Array(32), random);
    db.prepare(`UPDATE seals SET ${column} = ? WHERE number = ?`).run(bytes, index);
    return stretchOf(seals, index);
  },
  'the place or time of a seal changed': (_, db, random) => {
    const seals = sealsOf(db);
    const index = pick(random, 1, seals.length - 1);
    const sql = random() < 0.5 ? 'seq = seq - 1' : `at = '${sampleTime(200_000)}'`;
    db.prepare(`UPDATE seals SET ${sql} WHERE number = ?`).run(index);
    const { from, to } = stretchOf(seals, index);
    // The last of them is none of it any more, by what the seal says now.
    return { from, to: Math.max(from, to - 1) };
  },
  'a seal removed': (_, db, random) => {
    const seals = sealsOf(db);
    const index = pick(random, 0, seals.length - 1);
    db.prepare('DELETE FROM seals WHERE number = ?').run(index);
    return stretchOf(seals, index);
  },
  'a seal forged with another key': (_, db, random) => {
    const seals = sealsOf(db);
    const index = pick(random, 1, seals.length - 1);
    const { chain, number, seq, at, link } = seals[index] as SealRow;
    const made = makeSeal({ chain, number, seq, at, link }, new Uint8Array(32).fill(pick(random, 0, 255)));
    db.prepare('DELETE FROM seals WHERE number = ?').run(number);
    createSealRows(db).insert(made.seal);
    return stretchOf(seals, index);
  },
  'a seal of another log': ({ other }, db, random) => {
    const seals = sealsOf(db);
    const index = pick(random, 1, seals.length - 1);
    const foreign = openPlain(other);
    const seal = sealsOf(foreign)[index] as SealRow;
    foreign.close();
    db.prepare('DELETE FROM seals WHERE number = ?').run(index);
    createSealRows(db).insert(seal);
    return stretchOf(seals, index);
  },
  'two seals swapped': (_, db, random) => {
    const seals = sealsOf(db);
    const index = pick(random, 1, seals.length - 2);
    db.exec(`UPDATE seals SET number = -1 WHERE number = ${String(index)}`);
    db.exec(`UPDATE seals SET number = ${String(index)} WHERE number = ${String(index + 1)}`);
    db.exec(`UPDATE seals SET number = ${String(index + 1)} WHERE number = -1`);
    return stretchOf(seals, index);
  },
  'an older copy of the database put back': ({ states }, _, random) => {
    const older = states[pick(random, 0, states.length - 2)] as LogState;
    return { from: older.last + 1, to: states.at(-1)?.last ?? 0, db: openPlain(older) };
  },
  'older copies of database and head put back': ({ states }, _, random) => {
    const older = states[pick(random, 0, states.length - 2)] as LogState;
    return { from: older.last + 1, to: states.at(-1)?.last ?? 0, db: openPlain(older), head: older.head };
  },
  'another log with its head put in its place': ({ other }) => ({
    from: 0,
    to: 0,
    db: openPlain(other),
    head: other.head,
  }),
  'the head of another log': ({ other }) => ({ from: other.last, to: other.last, head: other.head }),
  'the head removed': () => ({ from: 0, to: 0, head: null }),
  'the head damaged in both places': ({ states }, _, random) => {
    const head = Buffer.from(states.at(-1)?.head ?? []);
    for (const start of [0, 4_096]) {
      const at = start + pick(random, 0, head.length - 4_096 - 1);
      head[at] = (head[at] ?? 0) ^ (1 << pick(random, 0, 7));
    }
    return { from: 0, to: 0, head };
  },
};

/** Puts a head file where it is looked for. */
export const putHead = (path: string, head: Buffer | null): void => {
  if (head === null) rmSync(headPath(path), { force: true });
  else writeFileSync(headPath(path), head);
};
