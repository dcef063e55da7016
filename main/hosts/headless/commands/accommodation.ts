/** `samehand accommodation`: excuses somebody from being judged by how they type and point, for a time. */
import type { Command } from 'commander';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';
import { wholeNumber } from './pause.ts';

export const addAccommodation = (program: Command, context: Context): void => {
  const accommodation = program
    .command('accommodation')
    .description('codes and inactivity in place of typing and pointing, for a time; no reason is asked for or kept');

  accommodation
    .command('show')
    .description('whether there is one, and until when')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { until } = await withAgent(context, async (client) => unwrap(await client.call('accommodation.show', {})));
      outputOf(context, json).answer({ until }, [until === null ? 'There is none.' : `Until ${until}.`]);
    });

  accommodation
    .command('grant')
    .description('begin one, or go on until another time; takes an administrator')
    .requiredOption('--days <n>', 'how long', wholeNumber)
    .option('--json', 'print one JSON object')
    .action(async ({ days, json }: { days: number; json?: boolean }) => {
      const { until } = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'accommodation.grant', { days })),
      );
      outputOf(context, json).answer({ until }, [
        `Until ${until} nothing is judged or learned. Codes are asked for, and the workstation locks sooner when nobody is there.`,
      ]);
    });

  accommodation
    .command('end')
    .description('end it now; what was learned before counts again; takes an administrator')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      await withAgent(context, async (client) => unwrap(await callWithGrant(context, client, 'accommodation.end', {})));
      outputOf(context, json).answer({}, ['It has ended; typing and pointing are judged again.']);
    });
};
