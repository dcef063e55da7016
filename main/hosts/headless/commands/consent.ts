/** `samehand consent`: what the employee was told, and what they answered; for workstations without windows. */
import type { Command } from 'commander';
import { CONSENT_VERSION, type ConsentState } from '../../../../contract/consent.ts';
import { unwrap } from '../../../../contract/result.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

/** docs/employee.md and docs/privacy.md have it in full; this is what must be known before an answer. */
const TEXT: readonly string[] = [
  'Samehand watches when keys go down and up and how the pointer moves, all day, to notice other hands at your session.',
  'It never keeps what you type, which key it was, what is on the screen, or where the pointer is.',
  'What it learns stays on this machine, encrypted; a backup of it is made only by yourself, with your passphrase.',
  'Where the policy names a mail server or a webhook, these are told that something happened. Where it forwards the',
  'log, every record of what happened goes there: doubts with their trust, codes, locks, pauses; never how you type.',
  'See what is kept with: samehand profile show, samehand open; and the policy with: samehand policy show.',
  'When it doubts, it asks you for a code, or tells you; without an answer it may lock the session. It can be wrong.',
];

const ANSWERS = { given: 'You agreed', refused: 'You did not agree' } as const;

const stateLines = ({ needs, answer, isCurrent }: ConsentState): readonly string[] => [
  ...TEXT,
  '',
  answer === null
    ? 'You have not answered yet.'
    : `${ANSWERS[answer.answer]} to version ${answer.version} on ${answer.at}.`,
  ...(answer !== null && !isCurrent ? ['The text has changed since then.'] : []),
  needs === 'required'
    ? 'On this workstation nothing is judged or learned until you agree: samehand consent give'
    : 'On this workstation the agent works without your answer. Confirm that you have read this with: samehand consent give',
];

export const addConsent = (program: Command, context: Context): void => {
  const consent = program.command('consent').description('what is watched and what is not, and your answer to it');

  consent
    .command('show')
    .description('the text, and what you answered')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const state = await withAgent(context, async (client) => unwrap(await client.call('consent.show', {})));
      outputOf(context, json).answer(state, [...stateLines(state)]);
    });

  const answerWith = (name: string, answer: 'given' | 'refused', description: string, done: string): void => {
    consent
      .command(name)
      .description(description)
      .option('--json', 'print one JSON object')
      .action(async ({ json }: { json?: boolean }) => {
        const args = { version: CONSENT_VERSION, answer, language: 'en' } as const;
        const state = await withAgent(context, async (client) =>
          unwrap(await callWithGrant(context, client, 'consent.answer', args)),
        );
        outputOf(context, json).answer(state, [done]);
      });
  };
  answerWith('give', 'given', 'you have read it, and agree where that is asked for', 'Your answer is stored.');
  answerWith('refuse', 'refused', 'you do not agree, or not any more; may take a code', 'Your answer is stored.');
};
