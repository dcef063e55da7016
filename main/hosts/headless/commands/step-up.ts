/** `samehand step-up`: sets up what one-time codes come from. */
import { Argument, type Command } from 'commander';
import { CODE_METHODS, type CodeMethod } from '../../../../contract/policy-access.ts';
import { unwrap } from '../../../../contract/result.ts';
import type { StepUpStatus } from '../../../../contract/step-up.ts';
import { askSecret } from '../ask.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

interface JsonOption {
  readonly json?: boolean;
}

const driftText = (seconds: number | null): string =>
  seconds === null || seconds === 0
    ? ''
    : `, its clock ${String(Math.abs(seconds))} s ${seconds < 0 ? 'behind' : 'ahead'}`;

const statusLines = ({ authenticator, email, recoveryCodesLeft, usable, problems }: StepUpStatus): string[] => [
  authenticator === null
    ? 'Authenticator: none. Set one up with: samehand step-up authenticator'
    : `Authenticator: since ${authenticator.enrolledAt}${driftText(authenticator.driftSeconds)}`,
  email === null
    ? 'Codes by e-mail: none. Set it up with: samehand step-up email <address>'
    : `Codes by e-mail: to ${email.address}, since ${email.confirmedAt}`,
  `Recovery codes left: ${String(recoveryCodesLeft)}`,
  `Can be answered with now: ${usable.length === 0 ? 'nothing' : usable.join(', ')}`,
  ...problems.map((problem) => `Problem: ${problem}`),
];

const recoveryLines = (codes: readonly string[]): string[] =>
  codes.length === 0
    ? []
    : [
        'Recovery codes, each for one use where nothing else is at hand. They are not shown again; keep them away from this workstation:',
        ...codes.map((code) => `  ${code}`),
      ];

/** For the terminal in its colours; elsewhere in characters alone. */
const qrLines = async (uri: string, { columns }: Context): Promise<string> => {
  const { toString: draw } = await import('qrcode');
  return await (columns === null ? draw(uri, { type: 'utf8' }) : draw(uri, { type: 'terminal', small: true }));
};

export const addStepUp = (program: Command, context: Context): void => {
  const stepUp = program.command('step-up').description('what one-time codes come from');
  /** One JSON object a line where a command says something before it asks for a code. */
  const jsonLine = (type: string, body: object): void => {
    context.stdout(`${JSON.stringify({ type, ...body })}\n`);
  };

  stepUp
    .command('status')
    .description('what is set up, and whether it works')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: JsonOption) => {
      const status = await withAgent(context, async (client) => unwrap(await client.call('step-up.status', {})));
      outputOf(context, json).answer(status, statusLines(status));
    });

  stepUp
    .command('authenticator')
    .description('set up an authenticator: scan the code that is shown, then type the first code it gives')
    .option('--json', 'print JSON, an object a line: what to scan, then the recovery codes')
    .action(async ({ json }: JsonOption) => {
      await withAgent(context, async (client) => {
        const setup = unwrap(await callWithGrant(context, client, 'step-up.authenticator.begin', {}));
        if (json === true) jsonLine('begun', setup);
        else {
          context.stdout(`${await qrLines(setup.uri, context)}\n`);
          context.stdout(`Scan this with an authenticator, or type this into it: ${setup.secret}\n`);
        }
        const code = await askSecret(context, 'Code that it shows now');
        const { recoveryCodes } = unwrap(await client.call('step-up.authenticator.confirm', { code }));
        if (json === true) jsonLine('confirmed', { recoveryCodes });
        else outputOf(context, json).answer({}, ['The authenticator is set up.', ...recoveryLines(recoveryCodes)]);
      });
    });

  stepUp
    .command('email')
    .description('have codes mailed to an address, which a first code confirms')
    .argument('<address>', 'where to')
    .option('--json', 'print JSON, an object a line: what was mailed, then the recovery codes')
    .action(async (address: string, { json }: JsonOption) => {
      await withAgent(context, async (client) => {
        const sent = unwrap(await callWithGrant(context, client, 'step-up.email.begin', { address }));
        if (json === true) jsonLine('begun', sent);
        else context.stdout(`A code was mailed to ${sent.sentTo}; it is valid until ${sent.until}.\n`);
        const code = await askSecret(context, 'Code from the mail');
        const { recoveryCodes } = unwrap(await client.call('step-up.email.confirm', { code }));
        if (json === true) jsonLine('confirmed', { recoveryCodes });
        else outputOf(context, json).answer({}, ['Codes by e-mail are set up.', ...recoveryLines(recoveryCodes)]);
      });
    });

  stepUp
    .command('recovery')
    .description('make new recovery codes; the ones before are void')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: JsonOption) => {
      const made = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'step-up.recovery.renew', {})),
      );
      outputOf(context, json).answer(made, recoveryLines(made.recoveryCodes));
    });

  stepUp
    .command('remove')
    .description('take a method away; with the last one the recovery codes go too')
    .addArgument(new Argument('<method>', 'which').choices([...CODE_METHODS]))
    .option('--json', 'print one JSON object')
    .action(async (method: CodeMethod, { json }: JsonOption) => {
      await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'step-up.remove', { method })),
      );
      outputOf(context, json).answer({}, ['Removed.']);
    });

  stepUp
    .command('unblock')
    .description('as an administrator, let codes be tried again after too many were refused')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: JsonOption) => {
      await withAgent(context, async (client) => unwrap(await callWithGrant(context, client, 'step-up.unblock', {})));
      outputOf(context, json).answer({}, ['Codes are looked at again.']);
    });
};
