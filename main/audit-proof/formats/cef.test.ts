import { describe, expect, it } from 'vitest';
import { cef } from './cef.ts';
import { EVERY_RECORD, SOURCE, VARIANTS, recordOfEvent } from './sample.fixture.ts';

const refused = recordOfEvent(
  { kind: 'authorisation-refused', body: { as: 'auditor', failures: 2, waitSeconds: 4 } },
  12,
);

describe('a line of CEF', () => {
  it('is written out', () => {
    expect(cef.line(refused, { ...SOURCE, hostname: 'desk-42', machine: 'm', user: 'u' })).toBe(
      'CEF:0|Samehand|Samehand|1.2.3|authorisation-refused|Identification refused|5|' +
        'rt=1772600767000 externalId=12 deviceExternalId=m dvchost=desk-42 suser=u spriv=auditor ' +
        'act=authorisation-refused outcome=failure msg=Identification refused cs1Label=record ' +
        'cs1={"at":"2026-03-04T05:06:07Z","body":{"as":"auditor","failures":2,"waitSeconds":4},' +
        '"kind":"authorisation-refused","seq":12}',
    );
  });

  it('escapes a bar and a backslash in the header, an equals sign, a backslash and ends of lines in the extension', () => {
    const line = cef.line(
      { seq: 1, at: '', kind: 'a|b\\c\nd', body: { message: 'x=1|y\\z\r\nnext' } },
      { ...SOURCE, version: '1|2' },
    );
    expect(line).toContain(String.raw`|1\|2|a\|b\\c d|a\|b\\c d|1|`);
    expect(line).toContain(String.raw`msg=x\=1|y\\z\r\nnext cs1Label`);
  });

  it('keeps to a severity of 0 to 10 and to what the standard allows msg', () => {
    for (const record of [...EVERY_RECORD, ...VARIANTS])
      expect(cef.line(record, SOURCE)).toMatch(/^CEF:0\|(?:[^|]*\|){5}(?:1|3|5|8)\|rt=\d+ /);
    const long = recordOfEvent({ kind: 'storage-degraded', body: { message: '😀'.repeat(3_000) } });
    const [, msg] = / msg=(.*) cs1Label/.exec(cef.line(long, SOURCE)) ?? [];
    expect(msg).toBe('😀'.repeat(1_023));
  });
});
