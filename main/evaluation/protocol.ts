/** The `protocol.json` of a data set: which recordings are enrolled from, which are tested, and whose they are. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CodedError } from '../../contract/result.ts';
import { MODALITIES } from '../../contract/verdict.ts';

export const PROTOCOL_FILE = 'protocol.json';

/** File names without their endings, `*` for anything. */
const patternsSchema = z.array(z.string().min(1)).min(1);

const common = {
  modality: z.enum(MODALITIES),
  /** Rounds every time to a multiple of it, in ms, so that people's clocks are not what tells them apart. */
  clockGridMs: z.number().positive().max(1000).nullish(),
};

const peopleSchema = z.object({
  ...common,
  role: z.literal('normal').optional(),
  enrol: patternsSchema,
  test: patternsSchema,
  /** Patterns of recordings in a person's own folder that other people made; a sentence, or nothing: the others' tests. */
  impostors: z.union([patternsSchema, z.string()]).optional(),
});

const backgroundSchema = z.object({
  ...common,
  role: z.literal('background'),
  sessions: patternsSchema,
});

export type PeopleProtocol = z.infer<typeof peopleSchema>;
export type BackgroundProtocol = z.infer<typeof backgroundSchema>;
export type Protocol = PeopleProtocol | BackgroundProtocol;

const invalid = (path: string, what: string): CodedError =>
  new CodedError('recording-invalid', `${path} is no protocol of a data set: ${what}`);

/** @throws CodedError `recording-invalid` when it is not JSON or a field is missing or wrong; names the field. */
export const readProtocol = async (path: string): Promise<Protocol> => {
  const text = await readFile(path, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(path, 'it is not JSON.');
  }
  const isBackground = typeof value === 'object' && value !== null && 'role' in value && value.role === 'background';
  const parsed = (isBackground ? backgroundSchema : peopleSchema).safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw invalid(path, `${field === '' ? '' : `${field}: `}${issue?.message ?? 'it has another form'}.`);
};
