/** Comma-separated values after RFC 4180: number, time, kind, and the body as canonical JSON. */
import { canonicalJson } from '../canonical-json.ts';
import { recordText } from '../chain.ts';
import type { RecordFormat } from './format.ts';
import { recordIn } from './record-text.ts';

/** A spreadsheet would take such a beginning for a formula: an apostrophe makes it text. One of the text's own is doubled. */
const GUARDED = /^['=+\-@\t\r]/;
const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/gy;
const COLUMNS = ['seq', 'at', 'kind', 'body'] as const;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/** Time and kind have no such character unless somebody wrote it: a record stays one line even then. */
const escaped = (text: string): string => text.replace(/[\\\n\r]/g, (found) => ESCAPES[found] ?? found);
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, found: string) => ({ n: '\n', r: '\r' })[found] ?? found);

const field = (value: string): string => {
  const text = GUARDED.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const unguarded = (text: string): string => (text.startsWith("'") ? text.slice(1) : text);

/** The values of a line, or null when it is not well formed. */
const valuesOf = (line: string): readonly string[] | null => {
  const fields = [...line.matchAll(FIELD)];
  const length = fields.reduce((sum, [whole]) => sum + whole.length, 0);
  if (length !== line.length) return null;
  return fields.map(([, quoted, plain]) => unguarded(quoted?.replaceAll('""', '"') ?? plain ?? ''));
};

export const csv: RecordFormat = {
  extension: 'csv',
  ending: '\r\n',
  head: () => COLUMNS.join(','),
  line: ({ seq, at, kind, body }) =>
    [String(seq), escaped(at), escaped(kind), canonicalJson(body)].map(field).join(','),
  recordOf: (line) => {
    const values = valuesOf(line);
    if (values?.length !== COLUMNS.length) return null;
    const [seq = '', at = '', kind = '', body = ''] = values;
    if (!/^\d{1,16}$/.test(seq)) return null;
    return recordIn(recordText({ seq: Number(seq), at: unescaped(at), kind: unescaped(kind), body }));
  },
};
