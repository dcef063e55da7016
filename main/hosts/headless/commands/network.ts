/** `samehand network`: the networks this workstation knows, and how far they are trusted. */
import type { Command } from 'commander';
import type { KnownNetwork } from '../../../../contract/context.ts';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

const line = ({ id, trusted, awaitsConfirmation, verifiedSessions, score, lastSeenAt }: KnownNetwork): string => {
  const state = trusted ? 'trusted' : awaitsConfirmation ? 'waits for a code' : 'not trusted yet';
  return `${id}  ${state.padEnd(16)}  ${score.toFixed(2)}  ${String(verifiedSessions)} verified sessions, last seen ${lastSeenAt}`;
};

export const addNetwork = (program: Command, context: Context): void => {
  const network = program
    .command('network')
    .description('networks by hash, and how far they are trusted; looked at only while the policy gives them weight');

  network
    .command('show')
    .description('the one this machine is in, and those it knows')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await withAgent(context, async (client) => unwrap(await client.call('network.show', {})));
      const { current, known } = answer;
      outputOf(context, json).answer(answer, [
        current === null ? 'Not looked at, or in no network.' : `Now in  ${line(current)}`,
        ...known.filter(({ id }) => id !== current?.id).map((each) => `        ${line(each)}`),
      ]);
    });

  network
    .command('trust')
    .description('confirm the network this machine is in; takes a code')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const trusted = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'network.trust', {})),
      );
      outputOf(context, json).answer(trusted, [line(trusted)]);
    });

  network
    .command('forget')
    .description('forget a network; takes a code')
    .argument('<id>', 'as "network show" has it')
    .option('--json', 'print one JSON object')
    .action(async (id: string, { json }: { json?: boolean }) => {
      await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'network.forget', { id })),
      );
      outputOf(context, json).answer({ id }, [`The network ${id} is forgotten.`]);
    });
};
