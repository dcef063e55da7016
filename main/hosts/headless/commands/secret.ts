/** `samehand secret set`: hands over what the agent needs for mail, webhooks and forwarding. */
import { Argument, type Command } from 'commander';
import { SECRETS_TO_SET } from '../../../../contract/access.ts';
import { unwrap } from '../../../../contract/result.ts';
import { askSecret } from '../ask.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

type Name = (typeof SECRETS_TO_SET)[number];

const QUESTIONS: Readonly<Record<Name, string>> = {
  smtp: 'Password of the mail server',
  webhook: 'Secret of the webhook (whsec_…)',
  elastic: 'Password of the search engine, or its API key',
  otlp: 'Bearer token of the OpenTelemetry collector',
};

export const addSecret = (program: Command, context: Context): void => {
  program
    .command('secret')
    .description('passwords that the agent uses and never shows')
    .command('set')
    .description('hand over a password of mail server or search engine, the webhook’s secret, or the collector’s token')
    .addArgument(new Argument('<name>', 'which').choices([...SECRETS_TO_SET]))
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nWithout a terminal it is one line of the input; a passphrase that is asked for is the next.',
    )
    .action(async (name: Name, { json }: { json?: boolean }) => {
      const value = await askSecret(context, QUESTIONS[name]);
      await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'secret.set', { name, value })),
      );
      outputOf(context, json).answer({ name }, [
        'It is kept with the key of this installation, and is not shown again.',
      ]);
    });
};
