import { describe, expect, it } from 'vitest';
import type { ChannelState } from '../../../../contract/notification.ts';
import { channelLines } from './notifications.ts';

const QUIET: ChannelState = {
  channel: 'desktop',
  enabled: true,
  waiting: 0,
  dropped: 0,
  problem: null,
  nextAttemptAt: null,
  lastDeliveredAt: null,
};

describe('samehand notifications show', () => {
  it('says for each channel how it stands', () => {
    expect(
      channelLines([
        { ...QUIET, lastDeliveredAt: '2026-03-02T09:00:00.000Z' },
        {
          ...QUIET,
          channel: 'webhook',
          waiting: 3,
          dropped: 1,
          problem: 'It is down.',
          nextAttemptAt: '2026-03-02T10:00:00.000Z',
        },
        { ...QUIET, channel: 'email', enabled: false },
      ]),
    ).toEqual([
      'desktop  last sent 2026-03-02T09:00:00.000Z',
      'webhook  nothing sent since the agent started, 3 waiting, 1 thrown away, tried again 2026-03-02T10:00:00.000Z',
      '         It is down.',
      'email    not in the policy',
    ]);
  });
});
