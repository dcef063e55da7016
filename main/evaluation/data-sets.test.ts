import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDataSets } from './data-sets.ts';
import { dataFolder, TYPING_PROTOCOL, writeProtocol } from '../../tests/support/recorded-people.ts';

/** Recordings that are never opened. */
const touch = async (folder: string, ...files: readonly string[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const file of files) await writeFile(join(folder, file), '');
};

describe('readDataSets', () => {
  it('finds sets, people and the recordings that the protocol names', async () => {
    const root = await dataFolder();
    await mkdir(join(root, 'not-a-set'));
    await writeProtocol(join(root, 'typing'), TYPING_PROTOCOL);
    await touch(join(root, 'typing/b'), 'day-10.csv.gz', 'day-9.csv.gz', 'test.csv', 'notes.txt', 'other.csv.gz');
    await touch(join(root, 'typing/a'), 'test.csv.gz');
    await writeProtocol(join(root, 'mouse'), {
      modality: 'pointer',
      enrol: ['long'],
      test: ['own-*'],
      impostors: ['strange-*'],
    });
    await touch(join(root, 'mouse/x'), 'long.csv.gz', 'own-1.csv.gz', 'strange-1.csv.gz');
    const [mouse, typing] = await readDataSets(root);
    expect(mouse).toMatchObject({ name: 'mouse', modality: 'pointer', isLabelled: true, gridMs: null });
    expect(mouse?.people[0]?.impostors).toEqual([join(root, 'mouse/x/strange-1.csv.gz')]);
    expect(typing).toMatchObject({ name: 'typing', isLabelled: false, isBackground: false });
    const path = (file: string): string => join(root, 'typing/b', file);
    expect(typing?.people).toEqual([
      { name: 'a', enrol: [], test: [join(root, 'typing/a/test.csv.gz')], impostors: [] },
      { name: 'b', enrol: [path('day-9.csv.gz'), path('day-10.csv.gz')], test: [path('test.csv')], impostors: [] },
    ]);
  });

  it('takes a set itself for a folder with one set, and only the sets that are named', async () => {
    const root = await dataFolder();
    for (const name of ['one', 'two']) {
      await writeProtocol(join(root, name), { ...TYPING_PROTOCOL, impostors: 'other people' });
      await touch(join(root, name, 'a'), 'day-1.csv.gz', 'test.csv.gz');
    }
    expect((await readDataSets(join(root, 'one'))).map(({ name }) => name)).toEqual(['one']);
    expect((await readDataSets(root, ['two'])).map(({ name }) => name)).toEqual(['two']);
    await expect(readDataSets(root, ['three'])).rejects.toMatchObject({ code: 'recording-missing' });
  });

  it('knows background sets', async () => {
    const root = await dataFolder();
    await writeProtocol(join(root, 'pool'), { modality: 'keyboard', role: 'background', sessions: ['copy'] });
    await touch(join(root, 'pool/p'), 'copy.csv.gz');
    expect((await readDataSets(root))[0]).toMatchObject({ isBackground: true, isLabelled: false });
  });

  it('says what is missing', async () => {
    const root = await dataFolder();
    await expect(readDataSets(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'recording-missing' });
    await expect(readDataSets(root)).rejects.toThrow('holds no data set');
    await writeProtocol(join(root, 'empty'), TYPING_PROTOCOL);
    await expect(readDataSets(root)).rejects.toThrow('names no recordings');
  });

  it.each([
    ['no JSON', 'not', 'it is not JSON'],
    ['another modality', { ...TYPING_PROTOCOL, modality: 'voice' }, 'modality'],
    ['no patterns', { ...TYPING_PROTOCOL, enrol: [] }, 'enrol'],
    ['a role that is not known', { ...TYPING_PROTOCOL, role: 'guest' }, 'role'],
    ['no time at all in the grid', { ...TYPING_PROTOCOL, clockGridMs: 0 }, 'clockGridMs'],
    ['a background set without sessions', { modality: 'keyboard', role: 'background' }, 'sessions'],
  ])('refuses a protocol with %s, and names the field', async (_, protocol, field) => {
    const root = await dataFolder();
    await mkdir(join(root, 'set'));
    const text = protocol === 'not' ? '{' : JSON.stringify(protocol);
    await writeFile(join(root, 'set/protocol.json'), text);
    const refused = expect(readDataSets(root)).rejects;
    await refused.toMatchObject({ code: 'recording-invalid', message: expect.stringContaining(field) as string });
  });
});
