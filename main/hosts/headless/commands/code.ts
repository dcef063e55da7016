/** `samehand code`: answers the question for a one-time code. */
import type { Command } from 'commander';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import type { CodeAnswer, CodePrompt } from '../../../../contract/step-up.ts';
import type { ControlClient } from '../../../control/control-client.ts';
import { askSecret } from '../ask.ts';
import { outputOf, withAgent, type Context } from '../context.ts';

interface CodeOptions {
  readonly wait?: boolean;
  readonly mail?: boolean;
  readonly json?: boolean;
}

const attempts = (count: number): string => `${String(count)} ${count === 1 ? 'attempt' : 'attempts'}`;

const questionText = ({ until, attemptsLeft }: CodePrompt): string =>
  `One-time code, until ${until} and with ${attempts(attemptsLeft)}`;

/** The open question; with `wait` the next one, if none is open. */
const openQuestion = async (client: ControlClient, wait: boolean): Promise<CodePrompt | null> => {
  const put = new Promise<CodePrompt>((resolve) => {
    client.on('prompt', ({ prompt }) => {
      if (prompt !== null) resolve(prompt);
    });
  });
  if (wait) unwrap(await client.call('watch', {}));
  const { prompt } = unwrap(await client.call('code.state', {}));
  if (prompt !== null || !wait) return prompt;
  const gone = client.closed.then(() => {
    throw new CodedError('agent-not-running', 'The agent has stopped.');
  });
  return await Promise.race([put, gone]);
};

/** @throws CodedError `not-identified` when it was refused, `throttled` when none is looked at. */
const throwUnlessPassed = ({ outcome, attemptsLeft, blockedUntil }: CodeAnswer): void => {
  if (outcome === 'passed') return;
  const next =
    blockedUntil === null
      ? 'Only an administrator can let codes be tried again'
      : `The next is looked at from ${blockedUntil} on`;
  if (outcome === 'blocked') throw new CodedError('throttled', `Too many codes were refused. ${next}.`);
  throw new CodedError(
    'not-identified',
    attemptsLeft === 0
      ? 'The code was not accepted, and the workstation locks.'
      : `The code was not accepted. ${attempts(attemptsLeft)} left; try again with: samehand code`,
  );
};

export const addCode = (program: Command, context: Context): void => {
  program
    .command('code')
    .description('answer the question for a one-time code, by an authenticator, a mail or a recovery code')
    .argument('[code]', 'the code; without it, it is asked for')
    .option('--wait', 'wait until a code is asked for')
    .option('--mail', 'have a code mailed first')
    .option('--json', 'print one JSON object')
    .action(async (given: string | undefined, { wait, mail, json }: CodeOptions) => {
      const output = outputOf(context, json);
      await withAgent(context, async (client) => {
        const prompt = await openQuestion(client, wait === true);
        if (mail === true) {
          const sent = unwrap(await client.call('code.mail', {}));
          const told = `A code was mailed to ${sent.sentTo}; it is valid until ${sent.until}.`;
          if (prompt === null) {
            output.answer(sent, [told]);
            return;
          }
          output.say(told);
        }
        if (prompt === null) throw new CodedError('not-found', 'No code is being asked for. Wait for it with: --wait');
        const code = given ?? (await askSecret(context, questionText(prompt)));
        const answer = unwrap(await client.call('code.answer', { code }));
        throwUnlessPassed(answer);
        output.answer(answer, ['The code was accepted.']);
      });
    });
};
