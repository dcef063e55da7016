import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodedError } from '../../contract/result.ts';
import { readRecording, type RecordingLimits } from './recording-reader.ts';

const HEADER = 't_ms,kind,code,x,y\n';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samehand-'));
});
afterAll(() => rm(folder, { recursive: true }));

const readBytes = async (name: string, bytes: Uint8Array | string, limits: Partial<RecordingLimits> = {}) => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const events: (readonly number[])[] = [];
  const { events: count } = await readRecording(path, (...event) => events.push(event), limits);
  expect(count).toBe(events.length);
  return events;
};

/** The error as `code: message`. */
const failure = async (reading: Promise<unknown>): Promise<string> => {
  const outcome = await reading.then(
    () => 'no error',
    (error: unknown) => error,
  );
  if (!(outcome instanceof CodedError)) throw outcome;
  return `${outcome.code}: ${outcome.message}`;
};

const ROWS = '0,kd,30,,\n80.5,ku,30,,\n1200,mm,,10,-20\n1200.125,md,1,10.5,20\n1201,mu,1,10,20\n1300,wh,-1,0,0\n';
const EVENTS = [
  [0, 0, 30, 0, 0],
  [80.5, 1, 30, 0, 0],
  [1200, 2, 0, 10, -20],
  [1200.125, 3, 1, 10.5, 20],
  [1201, 4, 1, 10, 20],
  [1300, 5, -1, 0, 0],
];

describe('recording reader', () => {
  it('reads plain and compressed recordings, with or without the last newline', async () => {
    expect(await readBytes('plain.csv', HEADER + ROWS)).toEqual(EVENTS);
    expect(await readBytes('packed.csv.gz', gzipSync(HEADER + ROWS))).toEqual(EVENTS);
    expect(await readBytes('open.csv', (HEADER + ROWS).trimEnd())).toEqual(EVENTS);
    expect(await readBytes('none.csv', HEADER)).toEqual([]);
  });

  it('reads lines that fall across chunks', async () => {
    const rows = Array.from({ length: 50_000 }, (_, row) => `${String(row)},mm,,${String(row % 1000)},7\n`).join('');
    const events = await readBytes('long.csv.gz', gzipSync(HEADER + rows));
    expect(events).toHaveLength(50_000);
    expect(events.findIndex((event, row) => event[0] !== row || event[3] !== row % 1000 || event[4] !== 7)).toBe(-1);
  });

  it.each([
    ['five fields', '0,kd,30,', 'a line has 5 fields'],
    ['no sixth field', '0,kd,30,,,', 'a line has 5 fields'],
    ['no empty line', '', 'a line has 5 fields'],
    ['a known kind', '0,kx,30,,', 'the kind is none of'],
    ['a kind of two letters', '0,kdd,30,,', 'the kind is none of'],
    ['a time that is a number', 'NaN,kd,30,,', 'the time is not a number'],
    ['a time', ',kd,30,,', 'the time is not a number'],
    ['a time that is not negative', '-1,kd,30,,', 'the time is not a number'],
    ['a time without exponent', '1e3,kd,30,,', 'the time is not a number'],
    ['a time without spaces', ' 1,kd,30,,', 'the time is not a number'],
    ['three decimals', '0.1234,kd,30,,', 'the time is not a number'],
    ['digits after the point', '1.,kd,30,,', 'the time is not a number'],
    ['a time of this century', '1234567890123,kd,30,,', 'the time is not a number'],
    ['a whole key code', '0,kd,30.5,,', 'the key code is not a whole number'],
    ['a key code', '0,kd,,,', 'the key code is not a whole number'],
    ['a key code of 16 bits', '0,ku,65536,,', 'the key code is not a whole number'],
    ['no position of a key', '0,kd,30,1,1', 'a key has no position'],
    ['no code of a move', '0,mm,1,1,1', 'a move has no code'],
    ['a position', '0,mm,,1,', 'the position is not two numbers'],
    ['a position in numbers', '0,mm,,1,x', 'the position is not two numbers'],
    ['a button', '0,md,-1,1,1', 'the button is not a whole number'],
    ['a whole rotation', '0,wh,0.5,1,1', 'the wheel rotation is not a whole number'],
    ['time order', '5,mm,,1,1\n4.999,mm,,1,1', 'the time is earlier'],
    ['no carriage return', '0,mm,,1,1\r', 'the position is not two numbers'],
    ['a short line', `0,mm,,1,${'1'.repeat(300)}`, 'longer than 256 bytes'],
  ])('insists on %s', async (_name, lines, message) => {
    const line = 3 + lines.split('\n').length - 1;
    expect(await failure(readBytes('bad.csv', `${HEADER}0,kd,30,,\n${lines}\n`))).toContain(
      `recording-invalid: bad.csv: line ${String(line)}: ${message}`,
    );
  });

  it.each([
    ['empty', '', 'bad.csv: it is empty'],
    ['headless', ROWS, 'bad.csv: line 1: a recording begins with the line t_ms,kind,code,x,y'],
    ['of one endless line', 'x'.repeat(1_000_000), 'bad.csv: line 1: longer than 256 bytes'],
  ])('refuses a file that is %s', async (_name, text, message) => {
    expect(await failure(readBytes('bad.csv', text))).toBe(`recording-invalid: ${message}`);
  });

  it('refuses damaged, cut and misnamed compression', async () => {
    const whole = gzipSync(HEADER + ROWS.repeat(1));
    const damaged = Uint8Array.from(whole, (byte, at) => (at === 30 ? byte ^ 0xff : byte));
    expect(await failure(readBytes('bad.csv.gz', damaged))).toMatch(/^recording-invalid: bad.csv.gz: /u);
    for (const length of [whole.length - 1, whole.length - 8, 20, 11])
      expect(await failure(readBytes('bad.csv.gz', whole.subarray(0, length)))).toBe(
        'recording-invalid: bad.csv.gz: the file ends too early; it was cut off',
      );
    expect(await failure(readBytes('bad.csv.gz', HEADER + ROWS))).toBe(
      'recording-invalid: bad.csv.gz: this is not a gzip file, as its name says',
    );
  });

  it('stops at its limits', async () => {
    expect(await failure(readBytes('bad.csv', HEADER + ROWS, { maxEvents: 5 }))).toBe(
      'recording-invalid: bad.csv: line 7: a recording holds at most 5 events',
    );
    const bomb = gzipSync(HEADER + '0,mm,,1,1\n'.repeat(1_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await failure(readBytes('bomb.csv.gz', bomb, { maxBytes: 1_000_000 }))).toBe(
      'recording-invalid: bomb.csv.gz: it unpacks to more than 1000000 bytes',
    );
  });

  it('tells a missing file from a folder', async () => {
    const path = join(folder, 'nowhere.csv.gz');
    expect(await failure(readRecording(path, () => undefined))).toBe(
      `recording-missing: ${path}: there is no such file`,
    );
    expect(await failure(readRecording(folder, () => undefined))).toMatch(
      /^recording-invalid: .*: this is not a file$/u,
    );
  });

  it('never repeats what a broken line held', async () => {
    expect(await failure(readBytes('bad.csv', `${HEADER}0,kd,secret,,\n`))).not.toContain('secret');
  });
});
