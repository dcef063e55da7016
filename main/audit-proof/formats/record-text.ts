/** The record itself as text, which every line carries beside what it says for other systems. */
import { z } from 'zod';
import type { AuditRecord } from '../../../contract/audit.ts';
import { canonicalJson } from '../canonical-json.ts';
import { type ChainedRecord, recordText } from '../chain.ts';

/** Checked as it stands: a copy, as a schema of its members makes, would lose one that is called `__proto__`. */
const bodySchema = z.custom<AuditRecord['body']>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const carriedSchema = z.strictObject({
  at: z.string(),
  body: bodySchema,
  kind: z.string(),
  seq: z.number().int().nonnegative(),
});

/** JSON of a text, or null where it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** The record as it is stored. */
export const storedForm = (record: AuditRecord): ChainedRecord => ({ ...record, body: canonicalJson(record.body) });

/** Canonical JSON of the whole record: what the hash chain is over. */
export const textOf = (record: AuditRecord): string => recordText(storedForm(record));

/** A JSON object of members in the order in which the program sets them, and of one more that is JSON already. */
export const withMember = (members: Readonly<Record<string, unknown>>, name: string, json: string): string =>
  `${JSON.stringify(members).slice(0, -1)},${JSON.stringify(name)}:${json}}`;

/** The record that such a text is; null where it is none. */
export const recordIn = (text: unknown): ChainedRecord | null => {
  const carried = carriedSchema.safeParse(typeof text === 'string' ? parseJson(text) : null);
  if (!carried.success) return null;
  try {
    return { ...carried.data, body: canonicalJson(carried.data.body) };
  } catch {
    // A number beyond what JSON can say, such as 1e999.
    return null;
  }
};

/** The same out of one member of a line that is a JSON object. */
export const recordInMember = (line: string, path: readonly string[]): ChainedRecord | null => {
  let value = parseJson(line);
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = Object.getOwnPropertyDescriptor(value, name)?.value as unknown;
  }
  return recordIn(value);
};
