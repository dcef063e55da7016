import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../contract/audit.ts';
import { SOURCE } from './bench.fixture.ts';
import { frame, syslogMessage } from './syslog-message.ts';

const AT = '2026-03-02T09:00:00Z';
const record = (kind: string, body: AuditRecord['body'] = {}): AuditRecord => ({ seq: 1, at: AT, kind, body });

/** The grammar of RFC 5424, section 6, as far as these messages use it. */
const GRAMMAR =
  /^<(1[0-9]{2}|[1-9]?[0-9])>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d) [\x21-\x7e]{1,255} [\x21-\x7e]{1,48} [\x21-\x7e]{1,128} [\x21-\x7e]{1,32} (?:\[[\x21-\x3c\x3e-\x5c\x5e-\x7e]{1,32}(?: [\x21-\x3c\x3e-\x5c\x5e-\x7e]{1,32}="(?:[^"\\\]]|\\["\\\]])*")*\])+ (.*)$/su;

describe('a message', () => {
  it('has facility 13 and the severity of its record', () => {
    const priority = (of: AuditRecord) => syslogMessage(of, SOURCE, 'x').split('>')[0];
    expect(priority(record('agent-started'))).toBe('<110');
    expect(priority(record('paused'))).toBe('<109');
    expect(priority(record('decision', { action: 'prompt' }))).toBe('<108');
    expect(priority(record('decision', { action: 'lock' }))).toBe('<107');
  });

  it('names the machine by its id where the policy does not let its name out', () => {
    expect(syslogMessage(record('paused'), { ...SOURCE, hostname: null }, 'x')).toBe(
      `<109>1 ${AT} machine-1 samehand - paused [origin software="Samehand" swVersion="1.2.3"] x`,
    );
  });

  it('follows the grammar whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (hostname, version, text) => {
          const message = syslogMessage(record('paused'), { ...SOURCE, hostname, version }, text);
          expect(GRAMMAR.exec(message)?.[2]).toBe(text);
        },
      ),
    );
  });

  it('is counted in octets', () => {
    expect(frame('Zoë\n').toString('utf8')).toBe('5 Zoë\n');
  });
});
