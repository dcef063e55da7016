/** `samehand backup`: an encrypted archive of the profile, to be kept elsewhere or taken to a new machine. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backupPassphraseSchema, type BackupSummary } from '../../../../contract/backup.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { askSecret } from '../ask.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';

const KIB = 1_024;
const sizeOf = (bytes: number): string =>
  bytes < KIB * KIB ? `${(bytes / KIB).toFixed(0)} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;

const knownBy = ({ keyboard, pointer }: BackupSummary['established']): string => {
  if (keyboard && pointer) return 'a baseline of keyboard and pointer';
  if (!keyboard && !pointer) return 'no baseline yet';
  return keyboard ? 'a baseline of the keyboard' : 'a baseline of the pointer';
};

const summaryLines = ({ path, bytes, createdAt, program, windows, established }: BackupSummary): readonly string[] => [
  `  file     ${path} (${sizeOf(bytes)})`,
  `  made     ${createdAt}, by Samehand ${program}`,
  `  holds    ${String(windows)} windows, ${knownBy(established)}`,
];

/** A new one is asked for twice, as nothing opens the archive without it. */
const askNewPassphrase = async (context: Context): Promise<string> => {
  const parsed = backupPassphraseSchema.safeParse(
    await askSecret(context, 'Passphrase for the archive, at least 12 characters'),
  );
  if (!parsed.success)
    throw new CodedError('usage', `${parsed.error.issues[0]?.message ?? 'a passphrase is needed'}. Choose another.`);
  if (process.stdin.isTTY && (await askSecret(context, 'Once more')) !== parsed.data) {
    throw new CodedError('usage', 'The two are not the same. Nothing was written.');
  }
  return parsed.data;
};

const askPassphrase = (context: Context): Promise<string> => askSecret(context, 'Passphrase of the archive');

interface Flags {
  readonly json?: boolean;
}

const addCreate = (backup: Command, context: Context): void => {
  const say = saying(context);
  backup
    .command('create <folder>')
    .description('write an encrypted archive of your profile into a folder')
    .option('--json', 'print one JSON object')
    .action(async (folder: string, { json }: Flags) => {
      const made = await withAgent(context, async (client) => {
        const passphrase = await askNewPassphrase(context);
        say('Encrypting, and reading it again …');
        return unwrap(await callWithGrant(context, client, 'backup.create', { folder: resolve(folder), passphrase }));
      });
      outputOf(context, json).answer(made, [
        'The archive is written, and reads as it was written:',
        ...summaryLines(made),
        'Nobody can open it without the passphrase, you neither: keep that apart from it.',
      ]);
    });
};

const addCheck = (backup: Command, context: Context): void => {
  const say = saying(context);
  backup
    .command('check <file>')
    .description('read an archive as a whole, and change nothing')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { json }: Flags) => {
      const found = await withAgent(context, async (client) => {
        const passphrase = await askPassphrase(context);
        say('Decrypting …');
        return unwrap(await client.call('backup.check', { path: resolve(file), passphrase }));
      });
      outputOf(context, json).answer(found, ['The archive is whole:', ...summaryLines(found)]);
    });
};

const addRestore = (backup: Command, context: Context): void => {
  const say = saying(context);
  backup
    .command('restore <file>')
    .description('put the profile of an archive in the place of what was learned here')
    .option('--yes', 'do it; without this, only say what it would put in place')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { json, yes }: Flags & { readonly yes?: boolean }) => {
      const output = outputOf(context, json);
      await withAgent(context, async (client) => {
        const passphrase = await askPassphrase(context);
        const path = resolve(file);
        say('Decrypting …');
        // Before anybody is asked for a code, which would be spent on an archive that is of no use.
        const found = unwrap(await client.call('backup.check', { path, passphrase }));
        if (yes !== true) {
          output.answer(found, [
            'The archive is whole:',
            ...summaryLines(found),
            'Restoring puts it in the place of all that was learned here, which is destroyed. Do it with --yes.',
          ]);
          return;
        }
        say('Restoring …');
        const restored = unwrap(await callWithGrant(context, client, 'backup.restore', { path, passphrase }));
        output.answer(restored, [
          'The profile of the archive is in force; what was learned here before is destroyed:',
          ...summaryLines(restored),
          'Trust begins anew. Nothing more is learned until you have unlocked the session once, or given a code.',
        ]);
      });
    });
};

/** Tells a person who waits at a terminal; programs wait without. */
const saying =
  ({ columns, stderr }: Context) =>
  (line: string): void => {
    if (columns !== null) stderr(`${line}\n`);
  };

export const addBackup = (program: Command, context: Context): void => {
  const backup = program
    .command('backup')
    .description('an encrypted archive of your profile, to keep elsewhere or to take to a new machine');
  addCreate(backup, context);
  addCheck(backup, context);
  addRestore(backup, context);
};
