/** `samehand role`: passphrases of administrator and auditor. */
import { randomBytes } from 'node:crypto';
import { Argument, type Command } from 'commander';
import { ROLES, passphraseSchema, type Role } from '../../../../contract/access.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { SALT_BYTES, hashPassphrase } from '../../../roles/passphrase.ts';
import { askSecret } from '../ask.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

/** Asks twice where typing errors could not be seen. */
const askNew = async (context: Context): Promise<string> => {
  const passphrase = await askSecret(context, 'New passphrase (at least 12 characters)');
  if (!passphraseSchema.safeParse(passphrase).success) {
    throw new CodedError('usage', 'A passphrase has 12 to 256 characters. Choose another.');
  }
  if (process.stdin.isTTY && (await askSecret(context, 'Once more')) !== passphrase) {
    throw new CodedError('usage', 'The two are not the same. Nothing was changed.');
  }
  return passphrase;
};

export const addRole = (program: Command, context: Context): void => {
  const role = program.command('role').description('who may do what: passphrases of administrator and auditor');

  role
    .command('list')
    .description('which roles have a passphrase, and where it is set')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { roles } = await withAgent(context, async (client) => unwrap(await client.call('role.list', {})));
      outputOf(context, json).answer(
        { roles },
        roles.map(({ role: name, isSet, source }) => {
          const where = source === 'managed' ? 'by the policy' : 'on this workstation';
          return `${name.padEnd(14)} ${isSet ? `passphrase set ${where}` : 'nobody'}`;
        }),
      );
    });

  role
    .command('set')
    .description('set the passphrase of a role; the first administrator needs no other')
    .addArgument(new Argument('<role>', 'whose').choices([...ROLES]))
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nWithout a terminal the passphrase is one line of the input; one that is asked for besides is the next.',
    )
    .action(async (name: Role, { json }: { json?: boolean }) => {
      const passphrase = await askNew(context);
      await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'role.set', { role: name, passphrase })),
      );
      outputOf(context, json).answer({ role: name }, [
        `The passphrase of the ${name} is set. Keep it: it cannot be shown.`,
      ]);
    });

  role
    .command('hash')
    .description('print a hash for roles.administrator or roles.auditor of a policy; needs no agent')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const hash = await hashPassphrase(await askNew(context), randomBytes(SALT_BYTES));
      outputOf(context, json).answer({ hash }, [hash]);
    });
};
