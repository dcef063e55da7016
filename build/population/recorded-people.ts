/** Recorded people as the product reads them: enrolment, test and impostor sessions, each through the sensor's pipeline. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, matchesGlob } from 'node:path';
import type { Modality } from '../../contract/verdict.ts';
import { readSession, type RecordedSession } from '../../main/evaluation/recorded-session.ts';

export interface RecordedPerson {
  readonly set: string;
  readonly name: string;
  readonly modality: Modality;
  /** 0 or 1: people of one half are never judged by a population of their own half. */
  readonly half: number;
  readonly enrol: readonly RecordedSession[];
  readonly test: readonly RecordedSession[];
  /** Sessions of other people that are labelled as such; empty where the other people of the set are the impostors. */
  readonly impostors: readonly RecordedSession[];
  /** Enrolment and test as a pointer would show them that is reported every 110 ms; empty for typing. */
  readonly coarse: readonly RecordedSession[];
}

interface Protocol {
  readonly modality: Modality;
  readonly enrol: readonly string[];
  readonly test: readonly string[];
  readonly impostors?: readonly string[] | string;
  readonly clockGridMs: number | null;
}

/** The ticks of a remote desktop. */
const COARSE_MS = 110;

const readPerson = async (folder: string, protocol: Protocol, half: number): Promise<RecordedPerson> => {
  const { modality, clockGridMs } = protocol;
  const files = readdirSync(folder).sort();
  const read = (patterns: readonly string[], tickMs: number | null = null): Promise<RecordedSession[]> =>
    Promise.all(
      files
        .filter((file) => patterns.some((pattern) => matchesGlob(file, `${pattern}.csv.gz`)))
        .map((file) => readSession(join(folder, file), file, { gridMs: clockGridMs, tickMs })),
    );
  const labelled = Array.isArray(protocol.impostors) ? (protocol.impostors as readonly string[]) : [];
  return {
    set: basename(join(folder, '..')),
    name: basename(folder),
    modality,
    half,
    enrol: await read(protocol.enrol),
    test: await read(protocol.test),
    impostors: await read(labelled),
    coarse: modality === 'pointer' ? await read([...protocol.enrol, ...protocol.test], COARSE_MS) : [],
  };
};

/** All people of a set, by the names of their folders. */
export const readPeople = async (set: string): Promise<RecordedPerson[]> => {
  const protocol = JSON.parse(readFileSync(join(set, 'protocol.json'), 'utf8')) as Protocol;
  const names = readdirSync(set, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const people: RecordedPerson[] = [];
  for (const [i, name] of names.entries()) people.push(await readPerson(join(set, name), protocol, i % 2));
  return people;
};
