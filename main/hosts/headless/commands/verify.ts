/** `samehand verify`: is a recording from the same hands as a profile? */
import { userInfo } from 'node:os';
import { Option, type Command } from 'commander';
import { CodedError, EXIT_CODES } from '../../../../contract/result.ts';
import { MODALITIES, type Modality } from '../../../../contract/verdict.ts';
import type { VerificationAnswer } from '../../../../contract/verification.ts';
import { shippedPopulation } from '../../../engine/population.ts';
import { sessionKeychain } from '../../../keys/session-keychain.ts';
import { describeVerification } from '../../../report/describe-verification.ts';
import { enrolFromRecordings, type KnownPerson } from '../../../verification/known-person.ts';
import { joinSittings, readSittings, type RecordedInput } from '../../../verification/recorded-input.ts';
import { readStoredPeople, storedPerson } from '../../../verification/stored-people.ts';
import { verify } from '../../../verification/verify.ts';
import { outputOf, type Context } from '../context.ts';

interface VerifyOptions {
  readonly user?: string;
  readonly enrol?: string[];
  readonly modality?: Modality;
  readonly json?: boolean;
}

const EXITS: Readonly<Record<VerificationAnswer, number>> = {
  same: 0,
  different: 1,
  'not-enough': EXIT_CODES['not-enough-data'],
};

const HELP = `
The recordings are taken as one: ask one by one where different people may have made them.
Without --enrol the profile is the one that the agent stored of you on this workstation; it is only read.

Exit codes: ${String(EXITS.same)} the same hands, ${String(EXITS.different)} different, ${String(EXITS['not-enough'])} not enough to tell or a broken recording,
  ${String(EXIT_CODES['not-found'])} no profile or no such recording, ${String(EXIT_CODES['user-unknown'])} nothing known of that user, ${String(EXIT_CODES['key-unavailable'])} no access to the key,
  ${String(EXIT_CODES['storage-unavailable'])} damaged or older profile, ${String(EXIT_CODES['storage-newer'])} profile of a newer version.`;

interface Question {
  readonly person: KnownPerson;
  readonly recorded: RecordedInput;
}

const fromStored = async (context: Context, recordings: readonly string[], username: string): Promise<Question> => {
  const stored = await readStoredPeople({
    home: context.home,
    keychain: sessionKeychain(context.env, process.platform),
    population: shippedPopulation(),
    nameOf: () => `the user ${username}`,
  });
  const person = storedPerson(stored, username);
  return { person, recorded: joinSittings(await readSittings(recordings, stored.slotOf)) };
};

const fromRecordings = async (
  recordings: readonly string[],
  enrol: readonly string[],
  modalities: readonly Modality[],
): Promise<Question> => {
  const recorded = joinSittings(await readSittings(recordings));
  const sittings = await readSittings(enrol);
  return {
    person: enrolFromRecordings('those recorded for --enrol', sittings, shippedPopulation(), modalities),
    recorded,
  };
};

export const addVerify = (program: Command, context: Context): void => {
  program
    .command('verify')
    .description('tell whether a recording is from the same hands as a profile')
    .argument('<recording...>', 'recordings of the hands in question')
    .option('--user <name>', 'whose stored profile; without this, yours')
    .option('--enrol <file...>', 'learn the profile from these recordings instead, one sitting each; nothing is stored')
    .addOption(new Option('--modality <modality>', 'compare only this').choices(MODALITIES))
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .action(async (recordings: string[], { user, enrol, modality, json }: VerifyOptions) => {
      if (user !== undefined && enrol !== undefined) {
        throw new CodedError('usage', 'Give --user for a stored profile, or --enrol for recordings, not both.');
      }
      const modalities = modality === undefined ? MODALITIES : [modality];
      const { person, recorded } =
        enrol === undefined
          ? await fromStored(context, recordings, user ?? userInfo().username)
          : await fromRecordings(recordings, enrol, modalities);
      const verification = verify(person, recorded, modalities);
      outputOf(context, json).answer(verification, describeVerification(verification));
      process.exitCode = EXITS[verification.answer];
    });
};
