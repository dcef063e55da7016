/** `samehand notifications show` and `samehand notifications test`. */
import { Argument, type Command } from 'commander';
import { CHANNELS, type Channel, type ChannelState } from '../../../../contract/notification.ts';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

/** EX_UNAVAILABLE of sysexits.h. */
const EXIT_NOT_SENT = 69;

/** A line a channel, and one below it for what is wrong. */
export const channelLines = (channels: readonly ChannelState[]): string[] =>
  channels.flatMap(({ channel, enabled, waiting, dropped, problem, nextAttemptAt, lastDeliveredAt }) => {
    const name = channel.padEnd(8);
    if (!enabled) return [`${name} not in the policy`];
    const parts = [
      lastDeliveredAt === null ? 'nothing sent since the agent started' : `last sent ${lastDeliveredAt}`,
      ...(waiting === 0 ? [] : [`${String(waiting)} waiting`]),
      ...(dropped === 0 ? [] : [`${String(dropped)} thrown away`]),
      ...(nextAttemptAt === null ? [] : [`tried again ${nextAttemptAt}`]),
    ];
    return [`${name} ${parts.join(', ')}`, ...(problem === null ? [] : [`${' '.repeat(8)} ${problem}`])];
  });

export const addNotifications = (program: Command, context: Context): void => {
  const notifications = program.command('notifications').description('what others are told of, and by which channel');

  notifications
    .command('show')
    .description('say for each channel what waits, what failed and when it is tried again')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await withAgent(context, async (client) => unwrap(await client.call('notifications.show', {})));
      outputOf(context, json).answer(answer, channelLines(answer.channels));
    });

  notifications
    .command('test')
    .description('send a test by one channel, now')
    .addArgument(new Argument('<channel>', 'by which channel').choices(CHANNELS))
    .option('--json', 'print one JSON object')
    .action(async (channel: Channel, { json }: { json?: boolean }) => {
      const answer = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'notifications.test', { channel })),
      );
      outputOf(context, json).answer(answer, [answer.message]);
      if (!answer.ok) process.exitCode = EXIT_NOT_SENT;
    });
};
