/** `samehand privacy`: what is stored about oneself, to see, to take along, to have erased; and what an assessment asks. */
import { Option, type Command } from 'commander';
import { LANGUAGES, type Language } from '../../../../contract/consent.ts';
import type { CallResult } from '../../../../contract/ipc.ts';
import type { PrivacyDocument } from '../../../../contract/privacy-documents.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import type { StoredData } from '../../../../contract/stored-data.ts';
import type { ControlClient } from '../../../control/control-client.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { saveExport } from '../save-export.ts';
import { callWithGrant } from '../with-grant.ts';

interface Saving {
  readonly out?: string;
  readonly json?: boolean;
}

const day = (at: string | null): string => at?.slice(0, 10) ?? '–';

const storedLines = ({ user, bytes, kinds, erasureRequestedAt }: StoredData): string[] => [
  `Stored about you, under the opaque name ${user}: ${String(Math.round(bytes / 1_024))} KB, encrypted, on this machine.`,
  '',
  `${'what'.padEnd(10)} ${'records'.padStart(8)}  ${'oldest'.padEnd(10)}  ${'newest'.padEnd(10)}  kept`,
  ...kinds.map(({ kind, records, oldestAt, newestAt, keptDays }) =>
    [
      `${kind.padEnd(10)} ${String(records).padStart(8)}`,
      day(oldestAt).padEnd(10),
      day(newestAt).padEnd(10),
      keptDays === null ? 'until it is reset or erased' : `${String(keptDays)} days`,
    ].join('  '),
  ),
  ...(erasureRequestedAt === null ? [] : ['', `You asked for it to be erased on ${erasureRequestedAt}.`]),
];

const CONSEQUENCES = [
  'This destroys what was learned of you, for good: the profile with all kept versions, windows, verdicts and sessions,',
  'known networks, and the keys that all of it was encrypted and numbered with. Learning begins again; until there is a',
  'new baseline nothing is decided. The audit log, your answer about consent and your ways to give a code stay; so do',
  'archives made with "samehand backup" and what was forwarded or exported.',
];

const save = async (
  context: Context,
  client: ControlClient,
  begun: CallResult<'data.export'>,
  { out, json }: Saving,
): Promise<void> => {
  const path = out ?? begun.fileName;
  await saveExport(client, begun, path);
  outputOf(context, json).answer({ file: path }, [`Written: ${path}. Only you can read it; it is not encrypted.`]);
};

const addDocument = (privacy: Command, context: Context, document: PrivacyDocument, description: string): Command =>
  privacy
    .command(document)
    .description(description)
    .option('--out <file>', 'HTML; by default a name with the date, here')
    .addOption(new Option('--language <language>', 'of the document').choices([...LANGUAGES]).default('en'))
    .option('--json', 'print one JSON object')
    .action(async ({ language, ...saving }: Saving & { readonly language: Language }) => {
      await withAgent(context, async (client) => {
        await save(context, client, unwrap(await client.call('privacy.document', { document, language })), saving);
      });
    });

const addErase = (privacy: Command, context: Context): void => {
  privacy
    .command('erase')
    .description('destroy all that was learned and scored of you, with its keys')
    .option('--yes', 'do it; without this, only say what that means')
    .option('--request', 'ask an administrator to do it')
    .option('--withdraw', 'take that back')
    .option('--json', 'print one JSON object')
    .action(
      async ({ yes, request, withdraw, json }: Record<'yes' | 'request' | 'withdraw' | 'json', true | undefined>) => {
        if ([yes, request, withdraw].filter((each) => each === true).length !== 1) {
          throw new CodedError('usage', `${CONSEQUENCES.join('\n')}\nTo do it, add --yes; to ask for it, --request.`);
        }
        await withAgent(context, async (client) => {
          const output = outputOf(context, json);
          if (request === true) {
            const stored = unwrap(await client.call('erasure.request', {}));
            output.answer(stored, ['Asked for. An administrator carries it out with: samehand privacy erase --yes']);
          } else if (withdraw === true) {
            output.answer(unwrap(await client.call('erasure.withdraw', {})), ['Taken back.']);
          } else {
            const stored = unwrap(await callWithGrant(context, client, 'erasure.carry-out', {}));
            output.answer(stored, ['Erased, and its keys destroyed. Learning begins again.']);
          }
        });
      },
    );
};

export const addPrivacy = (program: Command, context: Context): void => {
  const privacy = program
    .command('privacy')
    .description('what is stored about you: see it, take it along, have it erased');

  privacy
    .command('show')
    .description('what is stored, how much, since when and for how long')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const stored = await withAgent(context, async (client) => unwrap(await client.call('data.show', {})));
      outputOf(context, json).answer(stored, storedLines(stored));
    });

  addDocument(privacy, context, 'report', 'the same as a document, in words, tables and bars');
  addDocument(
    privacy,
    context,
    'assessment',
    'what an impact assessment (GDPR Art. 35) asks, with the policy in force',
  );

  privacy
    .command('export')
    .description('everything about you as one JSON file; takes a code where one is set up')
    .option('--out <file>', 'by default a name with the date, here')
    .option('--json', 'print one JSON object')
    .action(async (saving: Saving) => {
      await withAgent(context, async (client) => {
        await save(context, client, unwrap(await callWithGrant(context, client, 'data.export', {})), saving);
      });
    });

  addErase(privacy, context);

  privacy
    .command('renew')
    .description('make the profile’s secrets anew: what was learned under the old ones is of no use to anybody')
    .option('--yes', 'do it; without this, only say what that means')
    .option('--json', 'print one JSON object')
    .action(async ({ yes, json }: { readonly yes?: boolean; readonly json?: boolean }) => {
      if (yes !== true) throw new CodedError('usage', `${CONSEQUENCES.join('\n')}\nTo do it, add --yes.`);
      const stored = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'template.renew', {})),
      );
      outputOf(context, json).answer(stored, ['New secrets are in force. Learning begins again.']);
    });
};
