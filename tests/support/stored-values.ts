/** Every value in a database, taken apart as far as it goes: rows, JSON, numbers in BLOBs. */
import type { Database } from '../../main/store/database.ts';

export interface StoredValue {
  /** `table.column`. */
  readonly where: string;
  readonly value: string | number | Uint8Array;
}

export const tablesOf = (db: Database): readonly string[] =>
  db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
    )
    .pluck()
    .all();

export const columnsOf = (db: Database, table: string): readonly { readonly name: string; readonly type: string }[] =>
  db.pragma(`table_info(${table})`) as { name: string; type: string }[];

export const storedValues = (db: Database): readonly StoredValue[] =>
  tablesOf(db).flatMap((table) =>
    (db.prepare(`SELECT * FROM ${table}`).all() as Record<string, StoredValue['value'] | null>[]).flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) => (value === null ? [] : [{ where: `${table}.${name}`, value }])),
    ),
  );

/** All that a JSON value is made of. `lists` are its arrays of numbers. */
export interface Parts {
  readonly strings: string[];
  readonly numbers: number[];
  readonly lists: (readonly number[])[];
}

export const partsOf = (value: unknown, parts: Parts = { strings: [], numbers: [], lists: [] }): Parts => {
  if (typeof value === 'string') parts.strings.push(value);
  else if (typeof value === 'number') parts.numbers.push(value);
  else if (Array.isArray(value)) {
    const numbers = value.filter((each) => typeof each === 'number');
    if (numbers.length > 2) parts.lists.push(numbers);
    for (const each of value) partsOf(each, parts);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      parts.strings.push(name);
      partsOf(inner, parts);
    }
  }
  return parts;
};
