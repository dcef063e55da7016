/**
 * That nothing that is stored, logged or handed out holds text, an order of keys longer than a pair, a place of the
 * pointer, or a time finer than a second. Columns are known by name and meaning; what the real engine and agent wrote of
 * a sitting, moved to where no other number lies, is searched value by value.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KIND, type SourceEvent } from '../../contract/events.ts';
import { AUDIT_FORMATS } from '../../contract/audit-reading.ts';
import { unwrap } from '../../contract/result.ts';
import { MIGRATIONS as ACCESS } from '../../main/access/migrations/index.ts';
import { MIGRATIONS as AUDIT } from '../../main/audit/migrations/index.ts';
import { accessKey, auditKey } from '../../main/keys/derive.ts';
import { currentSlotSecret } from '../../main/keys/identity.ts';
import { startLive, type LiveAgent } from '../../main/live/start-live.ts';
import { createKeySlots } from '../../main/sensor/key-slots.ts';
import { formatRow, RECORDING_HEADER } from '../../main/sensor/recording-format.ts';
import { homePaths } from '../../main/shared/home.ts';
import { IN_MEMORY, connect, type Database } from '../../main/store/database.ts';
import { MIGRATIONS as BEHAVIOUR } from '../../main/store/migrations/index.ts';
import { until } from '../support/dbus.ts';
import { installWorkstation, learnPerson } from '../support/learned-workstation.ts';
import { sitting } from '../support/simulated-input.ts';
import { columnsOf, partsOf, storedValues, tablesOf } from '../support/stored-values.ts';
import { COLUMNS, TEXTS } from './column-meanings.ts';
import { createLeakFinder, type LeakFinder } from './leaks.ts';

const SITTING = { keystrokes: 3_000, pointerActions: 300 };
/** Where no other number lies: no duration, count or feature comes near. */
const AWAY_PX = 8_000_000;
const AWAY_MS = 5_000_000_000;
const PERSON = 4;
const DAYS = [1, 2, 3];

const moved = (event: SourceEvent): SourceEvent => ({
  ...event,
  timeMs: event.timeMs + AWAY_MS,
  x: event.kind === KIND.keyDown || event.kind === KIND.keyUp ? 0 : Math.round(event.x) + AWAY_PX,
  y: event.kind === KIND.keyDown || event.kind === KIND.keyUp ? 0 : Math.round(event.y) + AWAY_PX,
});

/** A line of the program's log without the time at which the line was written: that is not one of an event. */
const withoutWriting = (line: string): string => line.replace(/"time":\d+,?/, '');

const databases = { behaviour: BEHAVIOUR, audit: AUDIT, access: ACCESS } as const;

describe('the columns of the databases', () => {
  for (const [name, migrations] of Object.entries(databases)) {
    it(`of ${name}.db are known, each with what it may hold`, () => {
      const db = unwrap(connect({ path: IN_MEMORY, key: null, busyTimeoutMs: 0 }));
      for (const { up } of migrations) up(db);
      const columns = tablesOf(db).flatMap((table) => columnsOf(db, table).map((each) => `${table}.${each.name}`));
      db.close();
      expect(columns.sort()).toEqual(Object.keys(COLUMNS[name] ?? {}).sort());
    });
  }
});

describe('what is stored and handed out of a sitting', () => {
  let home: string;
  let leaks: LeakFinder;
  let live: LiveAgent;
  const opened: Database[] = [];
  const open = (name: keyof typeof databases, key: Uint8Array | null): Database => {
    const db = unwrap(connect({ path: homePaths(home)[name], key, busyTimeoutMs: 5_000 }));
    opened.push(db);
    return db;
  };
  const master = new Uint8Array(randomBytes(32));
  let behaviour: Database;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'samehand-held-'));
    installWorkstation(home, master);
    const store = learnPerson({
      home,
      master,
      username: userInfo().username,
      person: PERSON,
      days: DAYS,
      sitting: SITTING,
      moved,
      beginAt: Date.now() - 2 * 86_400_000,
    });
    store.close();
    const { databaseKey } = await import('../../main/keys/derive.ts');
    behaviour = open('behaviour', databaseKey(master));
    const events = DAYS.flatMap((day) => sitting(PERSON, day, SITTING).map(moved));
    const slotOf = createKeySlots(currentSlotSecret(master));
    const times = events.map(({ timeMs }) => timeMs);
    leaks = createLeakFinder({
      slots: events.filter(({ kind }) => kind === KIND.keyDown).map(({ code }) => slotOf(code)),
      pixels: new Set(events.filter(({ x }) => x !== 0).flatMap(({ x, y }) => [x, y])),
      sourceMs: { from: Math.min(...times), to: Math.max(...times) },
    });
    const recording = join(home, '..', `${home.split('/').at(-1) ?? ''}.csv`);
    const rows = sitting(PERSON, 4, { keystrokes: 400, pointerActions: 40 }).map(moved);
    writeFileSync(
      recording,
      `${RECORDING_HEADER}\n${rows.map(({ timeMs, kind, code, x, y }) => formatRow(timeMs, kind, code, x, y)).join('')}`,
    );
    live = await startLive({
      home,
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' },
      mode: null,
      platform: 'simulated',
      source: { kind: 'replay', path: recording, speed: 50 },
    });
    await until('windows of the replayed sitting', async () => {
      const { kinds } = unwrap(await live.handlers['data.show']({}));
      return kinds.some(({ kind, records }) => kind === 'verdicts' && records > 10);
    });
    rmSync(recording);
  }, 120_000);
  afterAll(async () => {
    for (const db of opened) db.close();
    await live.stop('test');
    rmSync(home, { recursive: true, force: true });
  });

  const found = (name: keyof typeof databases, db: Database): string[] =>
    storedValues(db).flatMap(({ where, value }) => {
      const meaning = COLUMNS[name]?.[where];
      const faults: string[] = [];
      if (typeof value === 'number') faults.push(...leaks.inNumber(value));
      else if (typeof value === 'string') {
        const shape = meaning !== undefined && meaning in TEXTS ? TEXTS[meaning as keyof typeof TEXTS] : null;
        if (shape?.test(value) !== true) faults.push(`${value.slice(0, 60)} is not a ${String(meaning)}`);
        faults.push(...leaks.inText(value));
      } else faults.push(...leaks.inBytes(new Uint8Array(value)));
      return faults.map((fault) => `${where}: ${fault}`);
    });

  it('is there to be searched', () => {
    const wheres = new Set(storedValues(behaviour).map(({ where }) => where));
    for (const where of ['windows.vector', 'behaviours.body', 'profiles.model', 'verdicts.evidence'])
      expect(wheres).toContain(where);
  });

  it('has none of it in behaviour.db, with its key', () => {
    expect(found('behaviour', behaviour)).toEqual([]);
  });

  it('has none of it in audit.db and access.db, with their keys', () => {
    expect(found('audit', open('audit', auditKey(master)))).toEqual([]);
    expect(found('access', open('access', accessKey(master)))).toEqual([]);
  });

  const textOf = async (begun: { readonly id: string }): Promise<string> => {
    let text = '';
    for (;;) {
      const piece = unwrap(await live.handlers['export.next']({ id: begun.id }));
      text += piece.text;
      if (piece.isLast) return text;
    }
  };

  it('has none of it in the export of one’s data, in the documents, or in the exported log', async () => {
    const data = await textOf(unwrap(await live.handlers['data.export']({})));
    expect(partsOf(JSON.parse(data)).numbers.length).toBeGreaterThan(10_000);
    expect(leaks.inText(data)).toEqual([]);
    for (const document of ['report', 'assessment'] as const) {
      const text = await textOf(unwrap(await live.handlers['privacy.document']({ document, language: 'en' })));
      expect(text).not.toMatch(/80000\d\d|\d{2}:\d{2}:\d{2}\.\d/);
    }
    const { reader } = unwrap(await live.handlers['audit.open']({}));
    for (const format of AUDIT_FORMATS) {
      const begun = unwrap(
        await live.handlers['audit.export']({
          reader,
          format,
          filter: { kinds: [], from: null, to: null, text: '' },
          afterSeq: 0,
          upTo: null,
        }),
      );
      for (const line of (await textOf(begun)).split('\n')) expect(leaks.inText(line)).toEqual([]);
    }
  });

  it('has none of it in the program’s log or any other file', () => {
    for (const name of readdirSync(home).filter((each) => !/\.db|\.sock$/.test(each))) {
      const text = readFileSync(join(home, name), 'utf8');
      for (const line of text.split('\n')) {
        expect(leaks.inText(withoutWriting(line)).map((fault) => `${name}: ${fault}`)).toEqual([]);
      }
    }
  });

  it('would be found: each kind of it, planted', () => {
    const some = sitting(PERSON, 1, SITTING).map(moved);
    const slotOf = createKeySlots(currentSlotSecret(master));
    const slots = some
      .filter(({ kind }) => kind === KIND.keyDown)
      .map(({ code }) => slotOf(code))
      .slice(10, 22);
    const pointer = some.find(({ kind }) => kind === KIND.pointerMove);
    expect(leaks.inText(JSON.stringify({ keys: slots }))).not.toEqual([]);
    expect(leaks.inBytes(Uint8Array.from([1, 2, ...slots, 3]))).not.toEqual([]);
    expect(leaks.inNumber(pointer?.x ?? 0)).not.toEqual([]);
    expect(leaks.inBytes(new Uint8Array(Float64Array.of(pointer?.x ?? 0).buffer))).not.toEqual([]);
    const path = some.filter(({ kind }) => kind === KIND.pointerMove).slice(0, 8);
    expect(leaks.inBytes(new Uint8Array(Float32Array.from(path.map(({ x }) => x)).buffer))).not.toEqual([]);
    expect(leaks.inNumber(some[100]?.timeMs ?? 0)).not.toEqual([]);
    expect(leaks.inNumber(1_790_000_000_123)).not.toEqual([]);
    expect(leaks.inNumber(1_790_000_000.5)).not.toEqual([]);
    expect(leaks.inText('"2026-01-01T08:00:00.123Z"')).not.toEqual([]);
    expect(TEXTS.hash.test('hello world')).toBe(false);
    expect(TEXTS.id.test('hello world')).toBe(false);
    expect(TEXTS.word.test('Hello world')).toBe(false);
  });
});
