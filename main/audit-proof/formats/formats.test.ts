import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_FORMATS } from '../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../contract/audit.ts';
import { recordText } from '../chain.ts';
import { FORMATS } from './index.ts';
import { textOf } from './record-text.ts';
import { EVERY_RECORD, SOURCE, VARIANTS, recordOfEvent } from './sample.fixture.ts';
import { TITLES } from './titles.ts';

const awkward = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      '|',
      '=',
      '\\',
      '\n',
      '\r',
      ',',
      '\t',
      ' ',
      '+',
      '-',
      '@',
      'n',
      'cs1=',
      ' act=',
      '\u2028',
      'ä',
      '😀',
    ),
  }),
);

const records: fc.Arbitrary<AuditRecord> = fc.record({
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  at: fc.oneof(fc.constant('2026-03-04T05:06:07Z'), awkward),
  kind: fc.oneof(fc.constantFrom(...Object.keys(TITLES)), awkward),
  body: fc.dictionary(awkward, fc.oneof(awkward, fc.jsonValue() as fc.Arbitrary<unknown>), { noNullPrototype: true }),
});

const carried = (line: string, format: (typeof AUDIT_FORMATS)[number]): string | null => {
  const record = FORMATS[format].recordOf(line);
  return record === null ? null : recordText(record);
};

describe.each(AUDIT_FORMATS)('a line of %s', (format) => {
  const { line, head } = FORMATS[format];

  it('carries the record whole, whatever is in it, and stays one line', () => {
    fc.assert(
      fc.property(records, (record) => {
        const text = line(record, SOURCE);
        expect(text).not.toMatch(/[\r\n]/);
        expect(carried(text, format)).toBe(textOf(record));
      }),
      { numRuns: 300 },
    );
  });

  it('carries each kind of record, and those that no version writes', () => {
    for (const record of [...EVERY_RECORD, ...VARIANTS]) {
      expect(carried(line(record, SOURCE), format)).toBe(textOf(record));
    }
  });

  it('is the same for the same record, however its body is ordered', () => {
    for (const record of EVERY_RECORD) {
      const body = Object.fromEntries(Object.entries(record.body).reverse());
      expect(line({ ...record, body }, SOURCE)).toBe(line(record, SOURCE));
    }
  });

  it('carries no record when it is cut, empty, or something else', () => {
    for (const other of ['', '{}', '[]', 'null', 'CEF:0|a|b', '1,2,3', '"', '{"event":null}', '{"raw_data":7}']) {
      expect(FORMATS[format].recordOf(other)).toBeNull();
    }
    const whole = line(recordOfEvent({ kind: 'resumed', body: { by: 'user' } }), SOURCE);
    expect(FORMATS[format].recordOf(whole.slice(0, -2))).toBeNull();
    expect(FORMATS[format].recordOf(whole.slice(2))).toBeNull();
  });

  it('carries no record when its body is nested without end, or holds what no number is', () => {
    const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const body of [`{"a":${nested}}`, '{"a":1e999}', '[]', '7', 'null']) {
      const text = `{"at":"","body":${body},"kind":"","seq":1}`;
      const quoted = JSON.stringify(text);
      const written = {
        jsonl: text,
        csv: `1,,,"${body.replaceAll('"', '""')}"`,
        cef: `CEF:0|a|b|c|d|e|1|cs1=${text}`,
        ocsf: `{"raw_data":${quoted}}`,
        ecs: `{"event":{"original":${quoted}}}`,
      };
      expect(FORMATS[format].recordOf(written[format])).toBeNull();
    }
  });

  it('has no head that is a record', () => {
    expect(FORMATS[format].recordOf(head(SOURCE))).toBeNull();
  });

  it('does not name the machine unless the network name is given, and says whose it is but in CSV and JSON Lines', () => {
    const hostname = 'desk-42.example.test';
    for (const record of EVERY_RECORD) {
      const says = format !== 'csv' && format !== 'jsonl';
      expect(line(record, SOURCE).includes(SOURCE.machine)).toBe(says);
      expect(line(record, { ...SOURCE, hostname }).includes(hostname)).toBe(says);
    }
  });
});

it('has a title for every kind, and a sample of every kind', () => {
  expect(EVERY_RECORD.map(({ kind }) => kind).sort()).toEqual(Object.keys(TITLES).sort());
});
