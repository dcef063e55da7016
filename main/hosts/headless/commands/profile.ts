/** `samehand profile show` and `samehand profile reset`; the rest of `profile` is in `profile-versions.ts`. */
import { Option, type Command } from 'commander';
import type { ProfileSummary } from '../../../../contract/ipc.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { MODALITIES, type Modality } from '../../../../contract/verdict.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';
import { addProfileVersions } from './profile-versions.ts';

const modalityLines = (name: Modality, profile: ProfileSummary['modalities'][Modality]): string[] => {
  if (!profile.established) {
    return [
      `${name}: no baseline yet; ${String(profile.windows)} of ${String(profile.windowsNeeded)} windows collected`,
      '',
    ];
  }
  return [
    `${name}: version ${String(profile.profileVersion)}, trained ${profile.trainedAt ?? ''} on ${String(profile.trainedWindows)} windows`,
    ...profile.models.map(({ name: model, detail }) => `  ${model}: ${detail}`),
    `  ${'what'.padEnd(40)} ${'typical'.padStart(10)} ${'spread'.padStart(10)}  unit`,
    ...profile.features.map(
      ({ name: feature, unit, median, spread }) =>
        `  ${feature.padEnd(40)} ${median.toFixed(3).padStart(10)} ${spread.toFixed(3).padStart(10)}  ${unit}`,
    ),
    '',
  ];
};

const profileLines = (profile: ProfileSummary): string[] => [
  'What is kept is how you type and point, never what: no text, no positions, no order of keys longer than a pair.',
  `${String(profile.storedWindows)} windows from ${String(profile.sessions)} sessions, ${(profile.storedBytes / 1024).toFixed(0)} KB, encrypted on this machine.`,
  '',
  ...MODALITIES.flatMap((modality) => modalityLines(modality, profile.modalities[modality])),
  `Windows by hour of the day: ${
    profile.hours
      .map((count, hour) => `${String(hour)}h ${String(count)}`)
      .filter((_, hour) => (profile.hours[hour] ?? 0) > 0)
      .join(', ') || 'none yet'
  }`,
];

export const addProfile = (program: Command, context: Context): void => {
  const profile = program.command('profile').description('show, forget or roll back what was learned of you');

  profile
    .command('show')
    .description('show what was learned about how you type and point')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const shown = await withAgent(context, async (client) => unwrap(await client.call('profile.show', {})));
      outputOf(context, json).answer(shown, profileLines(shown));
    });

  addProfileVersions(profile, context);

  profile
    .command('reset')
    .description('forget what was learned and begin to learn again')
    .addOption(new Option('--modality <name>', 'what to forget').choices([...MODALITIES, 'all']).default('all'))
    .option('--yes', 'do it; without this, only say what would be forgotten')
    .option('--json', 'print one JSON object')
    .action(async ({ modality, yes, json }: { modality: Modality | 'all'; yes?: boolean; json?: boolean }) => {
      if (yes !== true) {
        const what = modality === 'all' ? 'the keyboard and the pointer profile' : `the ${modality} profile`;
        throw new CodedError('usage', `This forgets ${what} for good and begins to learn again. To do it, add --yes.`);
      }
      const { removedWindows } = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'profile.reset', { modality })),
      );
      outputOf(context, json).answer({ removedWindows }, [
        `Forgotten: ${String(removedWindows)} windows and all that was learned from them. Learning begins again.`,
      ]);
    });
};
