import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../../../contract/audit.ts';
import { recordLine, recordPage } from './record-lines.ts';

const RECORD: AuditRecord = {
  seq: 17,
  at: '2026-11-21T08:30:00Z',
  kind: 'action-done',
  body: { decisionId: 'd-1', action: 'lock', ok: true, method: 'login1', message: 'Locked.' },
};
const SEAL = {
  chain: 0,
  number: 3,
  seq: 20,
  at: '2026-11-21T08:31:00Z',
  link: 'l',
  key: 'k',
  next: 'n',
  signature: 's',
};
const PLACE = { record: RECORD, leaf: 'leaf-1', link: 'link-1' };

describe('a record as a line', () => {
  it('has number, time, kind and body', () => {
    expect(recordLine(RECORD, null)).toBe(
      '      17  2026-11-21T08:30:00Z  action-done             ' +
        '{"action":"lock","decisionId":"d-1","message":"Locked.","method":"login1","ok":true}',
    );
  });

  it('is as wide as the terminal at most', () => {
    expect(recordLine(RECORD, 40)).toHaveLength(40);
    expect(recordLine(RECORD, 40)).toMatch(/…$/);
  });

  it('steers no terminal and turns no line around, whatever it says', () => {
    const body = { '\u001b[2J': '\u009b31m\u202e\u200b\r\n', ü: 'ü' };
    const line = recordLine({ ...RECORD, kind: 'k\u009b', body }, null);
    expect(line).toMatch(/^[ -~ü]*$/);
    expect(line).toContain('"\\u009b31m\\u202e\\u200b\\r\\n"');
    const page = recordPage({ ...PLACE, record: { ...RECORD, body }, seal: null }, [], null).join('\n');
    expect(page).toMatch(/^[ -~ü\n]*$/);
  });
});

describe('a record by itself', () => {
  it('has what people are told of it, what belongs to the same decision, and its proof', () => {
    const intended = { ...RECORD, seq: 16, kind: 'action-intended', body: { decisionId: 'd-1', action: 'lock' } };
    const page = recordPage({ ...PLACE, seal: SEAL }, [intended, RECORD], null);
    expect(page).toEqual([
      'Record 17, 2026-11-21T08:30:00Z, action-done',
      'The agent has locked the workstation.',
      '  decisionId     d-1',
      '  action         lock',
      '  ok             true',
      '  method         login1',
      '  message        Locked.',
      'Of the same decision:',
      recordLine(intended, null),
      'Place in the chain:',
      '  leaf           leaf-1',
      '  link           link-1',
      '  seal           number 3 of chain 0 signs all up to record 20, 2026-11-21T08:31:00Z',
    ]);
  });

  it('says that it is not signed yet, and nothing of a kind that nobody is told of', () => {
    const page = recordPage({ ...PLACE, record: { ...RECORD, kind: 'of-a-newer-version' }, seal: null }, [], null);
    expect(page[1]).toBe('  decisionId     d-1');
    expect(page.at(-1)).toBe('  seal           not signed yet; it is within a minute');
  });
});
