/** `samehand audit key`: what an auditor keeps elsewhere, so that nobody on the machine can replace the log unseen. */
import type { Command } from 'commander';
import { unwrap } from '../../../../contract/result.ts';
import { keyLines } from '../audit/key-lines.ts';
import { outputOf, withAgent, type Context } from '../context.ts';

export const addAuditKey = (audit: Command, context: Context): void => {
  audit
    .command('key')
    .description('the public key of the log and its last link: what to keep outside of this machine')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const key = await withAgent(context, async (client) => unwrap(await client.call('audit.key', {})));
      outputOf(context, json).answer(key, keyLines(key));
    });
};
