/** `samehand quit`: ends the agent, with the proof that the policy asks for. */
import type { Command } from 'commander';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

export const addQuit = (program: Command, context: Context): void => {
  program
    .command('quit')
    .description('end the agent; what it takes is in the policy (quit.needs)')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      await withAgent(context, async (client) => {
        unwrap(await callWithGrant(context, client, 'quit', {}));
        await client.closed;
      });
      outputOf(context, json).answer({}, [
        'The agent has ended; nothing is watched. Start it again with: samehand run',
      ]);
    });
};
