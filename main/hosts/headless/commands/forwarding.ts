/** `samehand forwarding show` and `samehand forwarding test`. */
import { Argument, type Command } from 'commander';
import { FORWARDERS, type ForwarderName, type ForwarderState } from '../../../../contract/forwarding.ts';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

/** EX_UNAVAILABLE of sysexits.h. */
const EXIT_NOT_REACHED = 69;

/** A line a forwarder, and one below it for what is wrong. */
export const forwarderLines = (forwarders: readonly ForwarderState[]): string[] =>
  forwarders.flatMap((state) => {
    const name = state.forwarder.padEnd(8);
    if (!state.enabled) return [`${name} not in the policy`];
    const parts = [
      `to ${state.destination ?? 'nowhere'}`,
      `delivered up to record ${String(state.deliveredSeq)}`,
      `${String(state.waiting)} waiting`,
      ...(state.lastDeliveredAt === null ? [] : [`last sent ${state.lastDeliveredAt}`]),
      ...(state.nextAttemptAt === null ? [] : [`tried again ${state.nextAttemptAt}`]),
    ];
    return [`${name} ${parts.join(', ')}`, ...(state.problem === null ? [] : [`${' '.repeat(8)} ${state.problem}`])];
  });

export const addForwarding = (program: Command, context: Context): void => {
  const forwarding = program.command('forwarding').description('other systems that the audit log is sent to');

  forwarding
    .command('show')
    .description('say for each how far it is, what waits and what failed')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await withAgent(context, async (client) => unwrap(await client.call('forwarding.show', {})));
      outputOf(context, json).answer(answer, forwarderLines(answer.forwarders));
    });

  forwarding
    .command('test')
    .description('connect to one, now; no record is sent')
    .addArgument(new Argument('<forwarder>', 'to which').choices(FORWARDERS))
    .option('--json', 'print one JSON object')
    .action(async (forwarder: ForwarderName, { json }: { json?: boolean }) => {
      const answer = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'forwarding.test', { forwarder })),
      );
      outputOf(context, json).answer(answer, [answer.message]);
      if (!answer.ok) process.exitCode = EXIT_NOT_REACHED;
    });
};
