/** Finds the data sets of a folder and, person by person, the recordings that their protocols name. Reads none of them. */
import { readdir } from 'node:fs/promises';
import { basename, join, matchesGlob, resolve } from 'node:path';
import { CodedError } from '../../contract/result.ts';
import type { Modality } from '../../contract/verdict.ts';
import { PROTOCOL_FILE, readProtocol, type Protocol } from './protocol.ts';

/** One person of a set: paths of recordings, in order of their names. */
export interface PersonFiles {
  readonly name: string;
  readonly enrol: readonly string[];
  readonly test: readonly string[];
  /** Recordings that other people made under this person's name; empty where the other people's tests serve. */
  readonly impostors: readonly string[];
}

export interface DataSet {
  readonly name: string;
  readonly modality: Modality;
  readonly gridMs: number | null;
  /** A background set gives impostors only: nobody in it is enrolled, nothing is estimated from it. */
  readonly isBackground: boolean;
  /** Whether impostor recordings are labelled, and so nobody knows whose they are. */
  readonly isLabelled: boolean;
  /** By name. */
  readonly people: readonly PersonFiles[];
}

const ENDINGS = ['.csv.gz', '.csv'];

const foldersIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const byLength = (a: string, b: string): number =>
  // s2 before s10, whatever the language of the machine.
  a.length - b.length || (a < b ? -1 : Number(a > b));

const recordingsIn = async (folder: string): Promise<{ readonly stem: string; readonly path: string }[]> =>
  (await readdir(folder))
    .flatMap((file) => {
      const ending = ENDINGS.find((each) => file.endsWith(each));
      return ending === undefined ? [] : [{ stem: file.slice(0, -ending.length), path: join(folder, file) }];
    })
    .sort((a, b) => byLength(a.stem, b.stem));

const readPerson = async (folder: string, protocol: Protocol): Promise<PersonFiles> => {
  const recordings = await recordingsIn(folder);
  const matching = (patterns: readonly string[]): string[] =>
    recordings.filter(({ stem }) => patterns.some((pattern) => matchesGlob(stem, pattern))).map(({ path }) => path);
  const name = basename(folder);
  if (protocol.role === 'background') return { name, enrol: [], test: matching(protocol.sessions), impostors: [] };
  const { enrol, test, impostors } = protocol;
  return {
    name,
    enrol: matching(enrol),
    test: matching(test),
    impostors: Array.isArray(impostors) ? matching(impostors) : [],
  };
};

const readSet = async (folder: string): Promise<DataSet> => {
  const path = join(folder, PROTOCOL_FILE);
  const protocol = await readProtocol(path);
  const people: PersonFiles[] = [];
  for (const name of await foldersIn(folder)) people.push(await readPerson(join(folder, name), protocol));
  const isBackground = protocol.role === 'background';
  if (people.every(({ enrol, test }) => test.length === 0 || (enrol.length === 0 && !isBackground))) {
    throw new CodedError(
      'recording-invalid',
      `${path} names no recordings: nobody's folder beside it has both those to enrol from and those to test.`,
    );
  }
  return {
    name: basename(folder),
    modality: protocol.modality,
    gridMs: protocol.clockGridMs ?? null,
    isBackground,
    isLabelled: protocol.role !== 'background' && Array.isArray(protocol.impostors),
    people,
  };
};

const hasProtocol = async (folder: string): Promise<boolean> => (await readdir(folder)).includes(PROTOCOL_FILE);

/**
 * @param directory a folder of sets, or one set: a folder with a `protocol.json` and a folder for each person.
 * @param only names of sets; all when empty.
 * @throws CodedError `recording-missing` when the folder or a set is not there, `recording-invalid` for a broken protocol.
 */
export const readDataSets = async (directory: string, only: readonly string[] = []): Promise<readonly DataSet[]> => {
  const root = resolve(directory);
  const names = await foldersIn(root).catch((cause: unknown) => {
    throw new CodedError('recording-missing', `${directory} is not a folder that can be read.`, { cause });
  });
  const folders: string[] = [];
  if (await hasProtocol(root)) folders.push(root);
  else {
    for (const name of names) if (await hasProtocol(join(root, name))) folders.push(join(root, name));
  }
  if (folders.length === 0) {
    throw new CodedError(
      'recording-missing',
      `${directory} holds no data set: that is a folder with a ${PROTOCOL_FILE} and a folder for each person.`,
    );
  }
  const known = new Set(folders.map((folder) => basename(folder)));
  const unknown = only.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new CodedError(
      'recording-missing',
      `${directory} has no set named ${unknown.join(' or ')}; it has ${[...known].join(', ')}.`,
    );
  }
  const wanted = folders.filter((folder) => only.length === 0 || only.includes(basename(folder)));
  return Promise.all(wanted.map(readSet));
};
