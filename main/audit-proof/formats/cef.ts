/** ArcSight's Common Event Format, version 0. */
import type { AuditSource } from '../../../contract/audit-proof.ts';
import type { AuditRecord } from '../../../contract/audit.ts';
import type { RecordFormat } from './format.ts';
import { meaningOf } from './meaning.ts';
import { recordIn, textOf } from './record-text.ts';
import type { Severity } from './severity.ts';

/** 0–3 is low there, 4–6 medium, 7–8 high. */
const SEVERITIES: Readonly<Record<Severity, number>> = { informational: 1, low: 3, medium: 5, high: 8 };
/** What the standard allows `msg` and `reason`. */
const MOST_CHARACTERS = 1_023;

/** A line cannot end within the header, and nothing there says that it did. */
const inHeader = (text: string): string => text.replace(/[\\|]/g, String.raw`\$&`).replace(/[\r\n]+/g, ' ');

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '=': '\\=', '\n': '\\n', '\r': '\\r' };
const UNESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

const inExtension = (text: string): string => text.replace(/[\\=\r\n]/g, (found) => ESCAPES[found] ?? found);
const outOfExtension = (text: string): string =>
  text.replace(/\\(.)/gs, (_, escaped: string) => UNESCAPES[escaped] ?? escaped);

const shortened = (text: string | null): string | null =>
  text === null || text.length <= MOST_CHARACTERS ? text : Array.from(text).slice(0, MOST_CHARACTERS).join('');

const extensionOf = (record: AuditRecord, { machine, user, hostname }: AuditSource): string => {
  const { title, outcome, by, reason, message, time } = meaningOf(record);
  const fields: readonly (readonly [string, string | null])[] = [
    ['rt', String(time)],
    ['externalId', String(record.seq)],
    ['deviceExternalId', machine],
    ['dvchost', hostname],
    ['suser', user],
    ['spriv', by],
    ['act', record.kind],
    ['outcome', outcome],
    ['reason', shortened(reason)],
    ['msg', shortened(message ?? title)],
    ['cs1Label', 'record'],
    ['cs1', textOf(record)],
  ];
  return fields.flatMap(([name, value]) => (value === null ? [] : [`${name}=${inExtension(value)}`])).join(' ');
};

/** An equals sign of a value is escaped, so that one right after a name begins a field. */
const FIELD = /(?:^| )(\w+)=/g;

const fieldOf = (extension: string, name: string): string | null => {
  const fields = [...extension.matchAll(FIELD)];
  const index = fields.findIndex(([, found]) => found === name);
  const field = fields[index];
  if (field === undefined) return null;
  return outOfExtension(extension.slice(field.index + field[0].length, fields[index + 1]?.index));
};

const HEADER = /^CEF:0\|(?:(?:[^\\|]|\\.)*\|){6}/s;

export const cef: RecordFormat = {
  extension: 'cef',
  ending: '\n',
  head: () => '',
  line: (record, source) => {
    const { title, severity } = meaningOf(record);
    const header = ['Samehand', 'Samehand', source.version, record.kind, title, String(SEVERITIES[severity])];
    return `CEF:0|${header.map(inHeader).join('|')}|${extensionOf(record, source)}`;
  },
  recordOf: (line) => {
    const header = HEADER.exec(line);
    return header === null ? null : recordIn(fieldOf(line.slice(header[0].length), 'cs1'));
  },
};
