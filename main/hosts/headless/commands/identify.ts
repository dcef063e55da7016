/** `samehand identify`: whose hands is a recording from, if it is anybody's who is known? */
import { userInfo } from 'node:os';
import { InvalidArgumentError, type Command } from 'commander';
import { EXIT_CODES } from '../../../../contract/result.ts';
import { MODALITIES } from '../../../../contract/verdict.ts';
import type { IdentificationAnswer } from '../../../../contract/verification.ts';
import { shippedPopulation } from '../../../engine/population.ts';
import { sessionKeychain } from '../../../keys/session-keychain.ts';
import { describeIdentification } from '../../../report/describe-verification.ts';
import { identify, type Suspect } from '../../../verification/identify.ts';
import { enrolFromRecordings } from '../../../verification/known-person.ts';
import { joinSittings, readSittings, type RecordedInput } from '../../../verification/recorded-input.ts';
import { readStoredPeople } from '../../../verification/stored-people.ts';
import { outputOf, type Context } from '../context.ts';

type People = ReadonlyMap<string, readonly string[]>;

interface IdentifyOptions {
  readonly person?: People;
  readonly json?: boolean;
}

const EXITS: Readonly<Record<IdentificationAnswer, number>> = {
  found: 0,
  none: 1,
  undecided: EXIT_CODES['not-enough-data'],
  'not-enough': EXIT_CODES['not-enough-data'],
};

const HELP = `
The recordings are taken as one: ask one by one where different people may have made them.
Without --person, the people are those whose profiles this workstation stores; they are only read, and known by a hash of
their names, but for you. "None of them" and "cannot be told" are answers.

Exit codes: ${String(EXITS.found)} found, ${String(EXITS.none)} none of them, ${String(EXITS.undecided)} cannot be told, not enough, or a broken recording,
  ${String(EXIT_CODES['not-found'])} no profile or no such recording, ${String(EXIT_CODES['key-unavailable'])} no access to the key, ${String(EXIT_CODES['storage-unavailable'])} damaged or older database, ${String(EXIT_CODES['storage-newer'])} newer one.`;

/** Letters of a user's hash that are shown. */
const SHOWN_LETTERS = 8;

/** Adds `NAME=FILE[,FILE...]` to the people given before. */
export const addPerson = (text: string, people: People = new Map()): People => {
  const [name = '', ...rest] = text.split('=');
  const files = rest
    .join('=')
    .split(',')
    .filter((file) => file !== '');
  if (name === '' || files.length === 0) throw new InvalidArgumentError('It must be NAME=FILE or NAME=FILE,FILE.');
  return new Map([...people, [name, [...(people.get(name) ?? []), ...files]]]);
};

interface Question {
  readonly suspects: readonly Suspect[];
  readonly recorded: RecordedInput;
}

const fromStored = async (context: Context, recordings: readonly string[]): Promise<Question> => {
  const { username } = userInfo();
  const { people, slotOf } = await readStoredPeople({
    home: context.home,
    keychain: sessionKeychain(context.env, process.platform),
    population: shippedPopulation(),
    nameOf: (id, idOf) => (id === idOf(username) ? 'you' : `user ${id.slice(0, SHOWN_LETTERS)}`),
  });
  return {
    suspects: people.map(({ name, known }) =>
      known.ok ? { fault: null, person: known.value } : { fault: known.message, name },
    ),
    recorded: joinSittings(await readSittings(recordings, slotOf)),
  };
};

const fromRecordings = async (recordings: readonly string[], people: People): Promise<Question> => {
  const recorded = joinSittings(await readSittings(recordings));
  const suspects: Suspect[] = [];
  for (const [name, files] of people) {
    const person = enrolFromRecordings(name, await readSittings(files), shippedPopulation(), MODALITIES);
    suspects.push({ fault: null, person });
  }
  return { suspects, recorded };
};

export const addIdentify = (program: Command, context: Context): void => {
  program
    .command('identify')
    .description('tell which of the people known here a recording is from, if any of them')
    .argument('<recording...>', 'recordings of the hands in question')
    .option(
      '--person <name=file[,file...]>',
      'somebody it could be, learned from recordings instead; give it once a person; nothing is stored',
      addPerson,
    )
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .action(async (recordings: string[], { person, json }: IdentifyOptions) => {
      const { suspects, recorded } =
        person === undefined ? await fromStored(context, recordings) : await fromRecordings(recordings, person);
      const identification = identify(suspects, recorded, MODALITIES);
      outputOf(context, json).answer(identification, describeIdentification(identification));
      process.exitCode = EXITS[identification.answer];
    });
};
