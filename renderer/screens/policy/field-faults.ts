/** What the schema finds wrong with a draft, at which field, as a key of the page's texts. */
import type { z } from 'zod';
import { policyExceptionSchema, policySchema } from '../../../contract/policy.ts';
import type { policy as texts } from '../../i18n/en/policy.ts';
import type { Settings } from './draft.ts';

type FaultKey = keyof (typeof texts)['faults'];

export interface Fault {
  /** Of the value within the policy, with the numbers of entries: `times.0.from`. */
  readonly path: string;
  readonly key: FaultKey;
  readonly values: Readonly<Record<string, string | number>>;
}

type Issue = z.core.$ZodIssue;

const FORMATS: readonly (readonly [RegExp, FaultKey])[] = [
  [/^times\./, 'time'],
  [/^stepUp\.emailDomains/, 'domain'],
  [/^applications\./, 'application'],
  [/^roles\./, 'hash'],
  [/^forwarding\.elastic\.index$/, 'index'],
];
const CUSTOM: Readonly<Record<string, FaultKey>> = {
  lockBelow: 'lockBelow',
  weights: 'weights',
  'notifications.webhook.url': 'urlUser',
  'forwarding.elastic.url': 'urlUser',
  'forwarding.otlp.url': 'urlUser',
};

const limitKey = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): FaultKey => {
  const isSmall = issue.code === 'too_small';
  if (issue.origin === 'array') return isSmall ? 'few' : 'many';
  if (issue.origin === 'string') return isSmall ? (Number(issue.minimum) === 1 ? 'missing' : 'short') : 'long';
  if (!isSmall) return 'maximum';
  return issue.inclusive === false ? 'above' : 'minimum';
};

const typeKey = ({ expected, message }: Extract<Issue, { code: 'invalid_type' }>): FaultKey => {
  if (expected === 'int') return 'integer';
  if (expected === 'number') return 'number';
  return message.includes('undefined') ? 'missing' : 'other';
};

const formatKey = ({ format }: Extract<Issue, { code: 'invalid_format' }>, path: string): FaultKey =>
  format === 'email' ? 'email' : (FORMATS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other');

const keyOf = (issue: Issue, path: string): FaultKey => {
  if (issue.code === 'too_small' || issue.code === 'too_big') return limitKey(issue);
  if (issue.code === 'invalid_type') return typeKey(issue);
  if (issue.code === 'invalid_format') return formatKey(issue, path);
  if (issue.code === 'invalid_value') return 'choice';
  if (issue.code === 'unrecognized_keys') return 'unknown';
  if (issue.code === 'invalid_union') return path.endsWith('.url') ? 'url' : 'other';
  return CUSTOM[path] ?? 'other';
};

const faultOf = (issue: Issue): Fault => {
  const path = issue.path.join('.');
  const limit = 'minimum' in issue ? issue.minimum : 'maximum' in issue ? issue.maximum : 0;
  const names = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
  return { path, key: keyOf(issue, path), values: { limit: Number(limit), names, message: issue.message } };
};

/** In the order of the schema; empty: the settings can be used. */
export const settingFaults = (settings: Settings): readonly Fault[] => {
  const { error } = policySchema.safeParse(settings);
  return error?.issues.map(faultOf) ?? [];
};

export const exceptionFaults = (exceptions: unknown): readonly Fault[] => {
  if (exceptions === undefined) return [];
  const { error } = policyExceptionSchema.array().safeParse(exceptions);
  return (
    error?.issues.map((issue) => ({ ...faultOf({ ...issue, path: ['exceptions', ...issue.path] }), key: 'other' })) ??
    []
  );
};

/** Those that concern a field: of itself, of what is in it, or of the section whose first it is. */
export const faultsAt = (faults: readonly Fault[], path: string, isFirstOf: string | null): readonly Fault[] =>
  faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path === isFirstOf);
