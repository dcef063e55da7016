/** `samehand profile versions` and `samehand profile rollback`. */
import { Argument, type Command } from 'commander';
import type { ProfileVersion } from '../../../../contract/ipc.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { MODALITIES, type Modality } from '../../../../contract/verdict.ts';
import { previousVersion } from '../../../store/roll-back.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';
import { wholeNumber } from './pause.ts';

/** A version in words: when, from how much, and how good. */
export const describeVersion = ({ trainedAt, windows, falseLocksPerDay }: ProfileVersion): string => {
  const locks = falseLocksPerDay === null ? 'no estimate' : `${falseLocksPerDay.toFixed(2)} wrong locks a day`;
  return `trained ${trainedAt ?? 'at an unknown time'} on ${String(windows)} windows, ${locks}`;
};

const stateOf = ({ active, withdrawn }: ProfileVersion): string =>
  active ? '  in force' : withdrawn ? '  set aside by a rollback' : '';

/** One line a version, as the agent orders them. */
export const versionLines = (versions: readonly ProfileVersion[]): string[] =>
  versions.length === 0
    ? ['There is no version yet: nothing was trained so far.']
    : versions.map(
        (each) =>
          `${each.modality.padEnd(8)} ${String(each.version).padStart(4)}  ${describeVersion(each)}${stateOf(each)}`,
      );

/**
 * What a rollback would do, as a question to say yes to.
 *
 * @throws CodedError `not-found` when there is nothing to go back to.
 */
export const describeRollback = (
  versions: readonly ProfileVersion[],
  modality: Modality,
  to: number | null,
): string => {
  const kept = versions.filter((each) => each.modality === modality);
  const target = to === null ? previousVersion(kept) : (kept.find(({ version }) => version === to) ?? null);
  if (target === null) {
    const what =
      to === null ? `older version of the ${modality} profile` : `version ${String(to)} of the ${modality} profile`;
    throw new CodedError('not-found', `There is no ${what} to go back to. See: samehand profile versions`);
  }
  return (
    `This puts version ${String(target.version)} of the ${modality} profile in force (${describeVersion(target)}). ` +
    'What was seen since then is put in quarantine and not learned again. To do it, add --yes.'
  );
};

export const addProfileVersions = (profile: Command, context: Context): void => {
  profile
    .command('versions')
    .description('list the versions of what was learned that are kept')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await withAgent(context, async (client) => unwrap(await client.call('profile.versions', {})));
      outputOf(context, json).answer(answer, versionLines(answer.versions));
    });

  profile
    .command('rollback')
    .description('put an older version of what was learned in force; this is recorded')
    .addArgument(new Argument('<modality>', 'what to roll back').choices(MODALITIES))
    .option('--to <version>', 'which version; without this, the one before', wholeNumber)
    .option('--yes', 'do it; without this, only say what would change')
    .option('--json', 'print one JSON object')
    .action(async (modality: Modality, { to, yes, json }: { to?: number; yes?: boolean; json?: boolean }) => {
      const wanted = to ?? null;
      const done = await withAgent(context, async (client) => {
        if (yes !== true) {
          const { versions } = unwrap(await client.call('profile.versions', {}));
          throw new CodedError('usage', describeRollback(versions, modality, wanted));
        }
        return unwrap(await callWithGrant(context, client, 'profile.rollback', { modality, to: wanted }));
      });
      outputOf(context, json).answer(done, [
        `Version ${String(done.now.version)} of the ${modality} profile is in force instead of version ${String(done.from)}: ${describeVersion(done.now)}.`,
        'What was seen since then is in quarantine and is not learned again.',
      ]);
    });
};
