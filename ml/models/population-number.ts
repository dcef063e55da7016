/** A number that tells populations apart: what was learned beside one says nothing beside another. */
import { crc32 } from './crc32.ts';

/** The same for equal JSON values, whatever the order of their properties. */
const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
};

/** CRC-32 of a population's values. @param population a plain JSON value whose text is ASCII. */
export const populationNumber = (population: unknown): number =>
  crc32(Uint8Array.from(canonical(population), (character) => character.charCodeAt(0)));
