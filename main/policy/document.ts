/** A policy document: settings, all optional, and exceptions for users and groups. */
import { z } from 'zod';
import { policyExceptionSchema, policySchema, type PolicyException } from '../../contract/policy.ts';
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

const sentence = (error: z.ZodError): string => z.prettifyError(error).replaceAll('\n', ' ');

const documentSchema = z.looseObject({ exceptions: z.array(policyExceptionSchema).max(1_000).default([]) });

/** Checks the settings alone and with every exception, so that a fault is found where it stands. */
export const readDocument = (value: unknown): Result<PolicyDocument, 'policy-invalid'> => {
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success) return err('policy-invalid', sentence(parsed.error));
  const { exceptions, ...settings } = parsed.data;
  const alone = policySchema.safeParse(settings);
  if (!alone.success) return err('policy-invalid', sentence(alone.error));
  for (const [index, { policy }] of exceptions.entries()) {
    const together = policySchema.safeParse(layOver(settings, policy));
    if (!together.success) {
      return err('policy-invalid', `in exception ${String(index + 1)}: ${sentence(together.error)}`);
    }
  }
  return ok({ settings, exceptions });
};

export const parseDocument = (text: string): Result<PolicyDocument, 'policy-invalid'> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return err('policy-invalid', `it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return readDocument(value);
};

/** A document's settings for somebody: those of their exceptions over the rest, in order. */
export const settingsFor = ({ settings, exceptions }: PolicyDocument, { user, groups }: Subject): Settings =>
  exceptions
    .filter((each) => each.users.includes(user) || each.groups.some((group) => groups.includes(group)))
    .reduce((lower, { policy }) => layOver(lower, policy), settings);

/** Dotted paths of all settings that are named; lists and nothing else count as one. */
export const pathsOf = (settings: Settings, under = ''): readonly string[] =>
  Object.entries(settings).flatMap(([name, value]) =>
    isSection(value) ? pathsOf(value, `${under}${name}.`) : [`${under}${name}`],
  );
