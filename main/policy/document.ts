/** A policy document: settings, all optional, and exceptions for users and groups. */
import { z } from 'zod';
import { policyExceptionSchema, policySchema, type Policy, type PolicyException } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';

/** Settings as they stand in a document, known to be good alone. */
export type Settings = Readonly<Record<string, unknown>>;

export interface PolicyDocument {
  readonly settings: Settings;
  readonly exceptions: readonly PolicyException[];
}

/** Who the policy is for, as the system calls them. */
export interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
}

const isSection = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One lies over another: sections are merged, everything else replaces what it lies over. */
export const layOver = (lower: Settings, upper: Settings): Settings => {
  const merged = new Map<string, unknown>(Object.entries(lower));
  for (const [name, value] of Object.entries(upper)) {
    const below = merged.get(name);
    merged.set(name, isSection(value) && isSection(below) ? layOver(below, value) : value);
  }
  return Object.fromEntries(merged);
};

/** Each fault behind the dotted path of its setting. */
const sentence = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)).join('; ');

const documentSchema = z.looseObject({ exceptions: z.array(policyExceptionSchema).max(1_000).default([]) });

/** The whole policy that settings make with the defaults. */
export const wholePolicy = (settings: Settings): Result<Policy, 'policy-invalid'> => {
  const parsed = policySchema.safeParse(settings);
  return parsed.success ? ok(parsed.data) : err('policy-invalid', sentence(parsed.error));
};

/** Checks the settings alone and with every exception, so that a fault is found where it stands. */
export const readDocument = (value: unknown): Result<PolicyDocument, 'policy-invalid'> => {
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success) return err('policy-invalid', sentence(parsed.error));
  const { exceptions, ...settings } = parsed.data;
  const alone = wholePolicy(settings);
  if (!alone.ok) return alone;
  for (const [index, { policy }] of exceptions.entries()) {
    const together = wholePolicy(layOver(settings, policy));
    if (!together.ok) return err('policy-invalid', `in exception ${String(index + 1)}: ${together.message}`);
  }
  return ok({ settings, exceptions });
};

/** With or without a byte order mark, which editors on Windows write. */
export const parseJson = (text: string): Result<unknown, 'policy-invalid'> => {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')) as unknown);
  } catch (cause) {
    return err('policy-invalid', `it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
};

export const parseDocument = (text: string): Result<PolicyDocument, 'policy-invalid'> => {
  const value = parseJson(text);
  return value.ok ? readDocument(value.value) : value;
};

/** Whether one of `names` is among those of somebody. Windows does not tell capital letters from small ones. */
const namesOne = (names: readonly string[], those: readonly string[]): boolean => {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return those.some((name) => wanted.has(name.toLowerCase()));
};

/** A document's settings for somebody: those of their exceptions over the rest, in order. */
export const settingsFor = ({ settings, exceptions }: PolicyDocument, { user, groups }: Subject): Settings =>
  exceptions
    .filter((each) => namesOne(each.users, [user]) || namesOne(each.groups, groups))
    .reduce((lower, { policy }) => layOver(lower, policy), settings);

/** Dotted paths of all settings that are named; lists and nothing else count as one. */
export const pathsOf = (settings: Settings, under = ''): readonly string[] =>
  Object.entries(settings).flatMap(([name, value]) =>
    isSection(value) ? pathsOf(value, `${under}${name}.`) : [`${under}${name}`],
  );
