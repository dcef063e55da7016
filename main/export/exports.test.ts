import { beforeEach, describe, expect, it } from 'vitest';
import { CodedError, unwrap } from '../../contract/result.ts';
import { createExports, type ExportPiece, type Exports } from './exports.ts';

let exports: Exports;
let due: { readonly callback: () => void; readonly ms: number; isCancelled: boolean }[] = [];
let returned: string[] = [];
beforeEach(() => {
  due = [];
  returned = [];
  let ids = 0;
  exports = createExports({
    newId: () => `id-${String((ids += 1))}`,
    schedule: (callback, ms) => {
      const timer = { callback, ms, isCancelled: false };
      due.push(timer);
      return () => {
        timer.isCancelled = true;
      };
    },
  });
});
const passMinute = (): void => {
  for (const timer of due.splice(0)) if (!timer.isCancelled && timer.ms <= 60_000) timer.callback();
};

const counting = async function* (name: string, pieces: number): AsyncGenerator<ExportPiece, void, void> {
  try {
    for (let done = 1; done <= pieces; done += 1) {
      await Promise.resolve();
      yield { text: `${name}${String(done)}`, done };
    }
  } finally {
    returned.push(name);
  }
};
const begin = (name: string, pieces = 2): string =>
  exports.begin({ fileName: `${name}.txt`, total: pieces, pieces: counting(name, pieces) }).id;

describe('an export', () => {
  it('hands out its pieces one after another, and then is over', async () => {
    expect(exports.begin({ fileName: 'a.txt', total: 2, pieces: counting('a', 2) })).toEqual({
      id: 'id-1',
      fileName: 'a.txt',
      total: 2,
    });
    expect(await exports.next('id-1')).toEqual({ ok: true, value: { text: 'a1', done: 1, total: 2, isLast: false } });
    expect(await exports.next('id-1')).toEqual({ ok: true, value: { text: 'a2', done: 2, total: 2, isLast: false } });
    expect(await exports.next('id-1')).toEqual({ ok: true, value: { text: '', done: 2, total: 2, isLast: true } });
    expect(await exports.next('id-1')).toMatchObject({ ok: false, code: 'not-found' });
    expect(returned).toEqual(['a']);
  });

  it('fetches no piece before it is asked for, and never two at once', async () => {
    let fetched = 0;
    const { id } = exports.begin({
      fileName: 'a.txt',
      total: 1,
      pieces: { next: () => Promise.resolve({ done: false, value: { text: 'x', done: (fetched += 1) } }) },
    });
    expect(fetched).toBe(0);
    const first = exports.next(id);
    expect(await exports.next(id)).toMatchObject({ ok: false, code: 'usage' });
    expect(unwrap(await first).done).toBe(1);
    expect(unwrap(await exports.next(id)).done).toBe(2);
  });

  it('ends after a minute of silence, which every piece begins anew', async () => {
    const id = begin('a', 5);
    await exports.next(id);
    passMinute();
    expect(await exports.next(id)).toMatchObject({ ok: false, code: 'not-found' });
    expect(returned).toEqual(['a']);

    const other = begin('b', 5);
    const [first] = due.splice(0);
    await exports.next(other);
    expect(first?.isCancelled).toBe(true);
    expect(unwrap(await exports.next(other)).text).toBe('b2');
  });

  it('does not end while a piece is on its way', async () => {
    const piece = Promise.withResolvers<IteratorResult<ExportPiece>>();
    const { id } = exports.begin({ fileName: 'a', total: 1, pieces: { next: () => piece.promise } });
    const asked = exports.next(id);
    passMinute();
    piece.resolve({ done: false, value: { text: 'late', done: 1 } });
    expect(unwrap(await asked).text).toBe('late');
  });

  it('gives way to a fifth when it was silent for longest', async () => {
    const ids = ['a', 'b', 'c', 'd'].map((name) => begin(name));
    await exports.next(ids[0] ?? '');
    const fifth = begin('e');
    expect(await exports.next(ids[1] ?? '')).toMatchObject({ ok: false, code: 'not-found' });
    for (const id of [ids[0], ids[2], ids[3], fifth]) expect((await exports.next(id ?? '')).ok).toBe(true);
  });

  it('is ended by its caller, in the middle and twice', async () => {
    const id = begin('a');
    await exports.next(id);
    expect(await exports.calls['export.end']({ id })).toEqual({ ok: true, value: {} });
    expect(await exports.calls['export.end']({ id })).toEqual({ ok: true, value: {} });
    expect(await exports.calls['export.next']({ id })).toMatchObject({ ok: false, code: 'not-found' });
    expect(returned).toEqual(['a']);
    expect(due.every(({ isCancelled }) => isCancelled)).toBe(true);
  });

  it('that is ended while a piece is on its way gives none', async () => {
    const piece = Promise.withResolvers<IteratorResult<ExportPiece>>();
    const { id } = exports.begin({ fileName: 'a', total: 1, pieces: { next: () => piece.promise } });
    const asked = exports.next(id);
    exports.close();
    piece.resolve({ done: false, value: { text: 'late', done: 1 } });
    expect(await asked).toMatchObject({ ok: false, code: 'not-found' });
  });

  it('that fails says why and is over; a fault of the program stays one', async () => {
    const failing = (cause: Error): string =>
      exports.begin({ fileName: 'a', total: 1, pieces: { next: () => Promise.reject(cause) } }).id;
    const id = failing(new CodedError('storage-unavailable', 'The disk is gone.'));
    expect(await exports.next(id)).toEqual({ ok: false, code: 'storage-unavailable', message: 'The disk is gone.' });
    expect(await exports.next(id)).toMatchObject({ ok: false, code: 'not-found' });
    await expect(exports.next(failing(new Error('a bug')))).rejects.toThrow('a bug');
  });
});
