/** `samehand pause` and `samehand resume`. */
import { InvalidArgumentError, type Command } from 'commander';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

export const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
};

export const addPause = (program: Command, context: Context): void => {
  program
    .command('pause')
    .description(
      'stop watching for some minutes, as far as the policy allows; the pause is recorded and ends by itself',
    )
    .option('--minutes <n>', 'how long', wholeNumber, 10)
    .option('--json', 'print one JSON object')
    .action(async ({ minutes, json }: { minutes: number; json?: boolean }) => {
      const { until } = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'pause', { minutes })),
      );
      outputOf(context, json).answer({ until }, [`Paused until ${until}. Watch again with: samehand resume`]);
    });

  program
    .command('resume')
    .description('watch again before a pause is over')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      await withAgent(context, async (client) => unwrap(await client.call('resume', {})));
      outputOf(context, json).answer({}, ['Watching again.']);
    });
};
