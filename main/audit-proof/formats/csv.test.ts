import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';
import { SOURCE, recordOfEvent } from './sample.fixture.ts';

describe('a line of CSV', () => {
  it('is written out, with its head, after RFC 4180', () => {
    expect(csv.head(SOURCE)).toBe('seq,at,kind,body');
    expect(csv.ending).toBe('\r\n');
    expect(csv.line(recordOfEvent({ kind: 'resumed', body: { by: 'a "b", c' } }), SOURCE)).toBe(
      String.raw`7,2026-03-04T05:06:07Z,resumed,"{""by"":""a \""b\"", c""}"`,
    );
  });

  it.each(['=1+2', '+1', '-1', '@SUM(A1)', '\tx'])('is no formula: %j', (kind) => {
    const line = csv.line({ seq: 1, at: '=now', kind, body: {} }, SOURCE);
    expect(line).toBe(`1,'=now,'${kind},{}`);
    expect(csv.recordOf(line)).toEqual({ seq: 1, at: '=now', kind, body: '{}' });
  });

  it.each(['1,2,3', '1,2,3,4,5', 'x,a,b,{}', '1,a,b,{', '1,a,"b,{}', '1,a,b"c,{}', '-1,a,b,{}', '1e9,a,b,{}'])(
    'carries no record: %s',
    (line) => {
      expect(csv.recordOf(line)).toBeNull();
    },
  );
});
