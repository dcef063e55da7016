import { describe, expect, it } from 'vitest';
import type { ForwarderState } from '../../../../contract/forwarding.ts';
import { forwarderLines } from './forwarding.ts';

const WELL: ForwarderState = {
  forwarder: 'syslog',
  enabled: true,
  destination: 'logs.example.org:6514, cef',
  waiting: 0,
  deliveredSeq: 120,
  problem: null,
  nextAttemptAt: null,
  lastDeliveredAt: '2026-03-02T09:00:00.000Z',
};

describe('samehand forwarding show', () => {
  it('says for each receiver how far it is, and what is wrong', () => {
    expect(
      forwarderLines([
        WELL,
        {
          ...WELL,
          forwarder: 'elastic',
          destination: 'https://search.example.org, samehand-audit, ecs',
          waiting: 3,
          lastDeliveredAt: null,
          problem: 'It is down.',
          nextAttemptAt: '2026-03-02T10:00:00.000Z',
        },
        { ...WELL, forwarder: 'otlp', enabled: false, destination: null },
      ]),
    ).toEqual([
      'syslog   to logs.example.org:6514, cef, delivered up to record 120, 0 waiting, last sent 2026-03-02T09:00:00.000Z',
      'elastic  to https://search.example.org, samehand-audit, ecs, delivered up to record 120, 3 waiting, tried again 2026-03-02T10:00:00.000Z',
      '         It is down.',
      'otlp     not in the policy',
    ]);
  });
});
