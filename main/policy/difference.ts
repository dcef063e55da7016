/** What differs between two policies, setting by setting. */
import microdiff from 'microdiff';
import type { PolicyChange } from '../../contract/policy-view.ts';
import type { Policy } from '../../contract/policy.ts';
import { policyForAudit } from '../audit/policy-for-audit.ts';

const at = (policy: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null),
    policy,
  ) ?? null;

/** Up to the first list: a list is one setting. */
const settingOf = (policy: unknown, path: readonly string[]): readonly string[] => {
  const end = path.findIndex((_, index) => Array.isArray(at(policy, path.slice(0, index))));
  return end === -1 ? path : path.slice(0, end);
};

/** In the order of the settings. Hashes of passphrases are told to have changed, not shown. */
export const policyChanges = (from: Policy, to: Policy): PolicyChange[] => {
  const found = new Map<string, PolicyChange>();
  for (const { path } of microdiff(from, to)) {
    const whole = path.map(String);
    const inFrom = settingOf(from, whole);
    const setting = inFrom.length < whole.length ? inFrom : settingOf(to, whole);
    const name = setting.join('.');
    found.set(name, { path: name, from: at(policyForAudit(from), setting), to: at(policyForAudit(to), setting) });
  }
  return [...found.values()];
};
