/**
 * Makes resources/population.json: means and variances of key timings over people. No row of any recording leaves.
 *
 * Usage: node build/population/make-population.ts <folder of data sets>
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHYSICAL_KEYS } from '../../main/sensor/key-layout.ts';
import { SLOT_COUNT } from '../../contract/events.ts';
import type { KindPopulation, TimingPrior } from '../../ml/population/digraph-population.ts';
import { peopleOf, readProtocol, readTyping, SLOTS, type RecordedTyping } from './recorded-person.ts';
import { populationOf } from './typing-population.ts';

/** Sets whose aggregates may be shipped. */
const SETS = ['villani-freetext', 'fakeprofile-freetext'];
const DIGITS = 4;

const CODE_OF = new Map(PHYSICAL_KEYS.map((code) => [SLOTS(code), code]));

/** The key or the pair of a group, by key code. */
const nameOf = (group: number): string =>
  group < SLOT_COUNT
    ? String(CODE_OF.get(group))
    : [Math.floor(group / SLOT_COUNT), group % SLOT_COUNT].map((slot) => String(CODE_OF.get(slot))).join(' ');

const toArray = ({ mean, between, within }: TimingPrior): number[] =>
  [mean, between, within].map((value) => Number(value.toFixed(DIGITS)));

const byName = ([one]: [string, number[]], [other]: [string, number[]]): number => (one < other ? -1 : 1);

const toFile = ({ groups, other }: KindPopulation): object => ({
  other: toArray(other),
  groups: Object.fromEntries(
    [...groups].map(([group, own]): [string, number[]] => [nameOf(group), toArray(own)]).sort(byName),
  ),
});

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: node build/population/make-population.ts <folder of data sets>');
const people: RecordedTyping[] = [];
const counts: Record<string, number> = {};
for (const set of SETS) {
  const folder = join(data, set);
  const protocol = readProtocol(folder);
  const names = peopleOf(folder);
  counts[set] = names.length;
  for (const name of names) people.push(await readTyping(join(folder, name), protocol));
}
const { dwell, downDown, flight } = populationOf(people);
const file = {
  provenance: {
    what: 'Per key and key pair (libuiohook key codes) the mean over people and the variances between and within people: log ms of dwell and press-to-press, asinh(ms / 60) of flight. Pairs typed by at least three people. No row of any recording.',
    people: counts,
    command: 'node build/population/make-population.ts <folder of data sets>',
  },
  keyboard: { dwell: toFile(dwell), downDown: toFile(downDown), flight: toFile(flight) },
};
writeFileSync(new URL('../../resources/population.json', import.meta.url), `${JSON.stringify(file)}\n`);
