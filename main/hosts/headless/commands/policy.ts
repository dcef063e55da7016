/** `samehand policy`: what is in force and from where; check, compare, try and apply a document. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { PolicyChange, PolicyCheck, PolicyView, WhatIf, WhatIfOutcome } from '../../../../contract/policy-view.ts';
import { defaultPolicy, policySchema } from '../../../../contract/policy.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { policyForAudit } from '../../../audit/policy-for-audit.ts';
import { applicationId } from '../../../context/application-rules.ts';
import type { ControlClient } from '../../../control/control-client.ts';
import { policyChanges } from '../../../policy/difference.ts';
import { parseDocument, pathsOf } from '../../../policy/document.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { callWithGrant } from '../with-grant.ts';
import { wholeNumber } from './pause.ts';

interface Json {
  readonly json?: boolean;
}

const NOT_VALID = 1;

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CodedError('usage', `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
};

const shown = (value: unknown): string => JSON.stringify(value ?? null);
const changeLine = ({ path, from, to }: PolicyChange): string => `${path}: ${shown(from)} → ${shown(to)}`;

const checkLines = ({ ok, problems, changes }: PolicyCheck): string[] => {
  if (!ok) return problems.map((problem) => `Not valid: ${problem}`);
  return changes.length === 0
    ? ['Valid; it changes nothing.']
    : ['Valid. It changes:', ...changes.map((each) => `  ${changeLine(each)}`)];
};

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], value);

const viewLines = ({ policy, sources, problems, isSealed }: PolicyView, all: boolean): string[] => [
  ...pathsOf(policy)
    .filter((path) => all || sources[path] !== undefined)
    .map((path) => `${(sources[path] ?? 'default').padEnd(8)} ${path} = ${shown(at(policy, path))}`),
  ...(all || Object.keys(sources).length > 0
    ? []
    : ['Everything is as by default. See all: samehand policy show --all']),
  ...(isSealed ? ['The local policy is sealed: it is changed by an administrator, with samehand policy apply.'] : []),
  ...problems.map((problem) => `Warning: ${problem}`),
];

/** With the agent against what is in force, without it against the defaults. */
const checkText = async (context: Context, text: string): Promise<PolicyCheck> => {
  const withoutAgent = (): PolicyCheck => {
    const document = parseDocument(text);
    if (!document.ok) return { ok: false, problems: [document.message], changes: [] };
    const policy = policySchema.parse(document.value.settings);
    return { ok: true, problems: [], changes: policyChanges(defaultPolicy(), policy) };
  };
  try {
    return await withAgent(context, async (client: ControlClient) =>
      unwrap(await client.call('policy.check', { text })),
    );
  } catch (cause) {
    if (cause instanceof CodedError && cause.code === 'agent-not-running') return withoutAgent();
    throw cause;
  }
};

const rate = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
const outcomeRow = (name: string, { mode, prompts, locks, falseLocksPerDay }: WhatIfOutcome): string =>
  [
    name.padEnd(10),
    mode.padEnd(8),
    String(prompts).padStart(7),
    String(locks).padStart(6),
    rate(falseLocksPerDay.keyboard).padStart(9),
    rate(falseLocksPerDay.pointer).padStart(8),
  ].join('  ');

const whatIfLines = ({ days, activeDays, verdicts, inForce, candidate, notes }: WhatIf): string[] => [
  `${String(verdicts)} verdicts on ${String(activeDays)} of the last ${String(days)} days. Everybody is taken for the user: each prompt and lock would have been a wrong one.`,
  '',
  '            mode      prompts   locks   keyboard   pointer   (wrong locks a day, estimated)',
  outcomeRow('in force', inForce),
  outcomeRow('this one', candidate),
  '',
  'Prompts: if the right code always came. Locks: if none ever came.',
  ...notes.map((note) => `Note: ${note}`),
];

export const addPolicy = (program: Command, context: Context): void => {
  const policy = program
    .command('policy')
    .description('the rules of this workstation: what is in force, from where, and what a change would bring');

  policy
    .command('show')
    .description('settings that are not defaults, each with its source')
    .option('--all', 'every setting')
    .option('--json', 'print one JSON object')
    .action(async ({ all, json }: Json & { readonly all?: boolean }) => {
      const inForce = await withAgent(context, async (client) => unwrap(await client.call('policy.show', {})));
      const view = { ...inForce, policy: policyForAudit(inForce.policy) };
      // The document's text holds hashes of passphrases as they are.
      outputOf(context, json).answer({ ...view, local: undefined }, viewLines(view, all === true));
    });

  policy
    .command('check')
    .alias('diff')
    .description('whether a document is valid, and what it would change as the local policy')
    .argument('<file>', 'JSON')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code 1 when it is not valid. Without a running agent it is compared with the defaults.',
    )
    .action(async (file: string, { json }: Json) => {
      const checked = await checkText(context, await readText(file));
      outputOf(context, json).answer(checked, checkLines(checked));
      if (!checked.ok) process.exitCode = NOT_VALID;
    });

  policy
    .command('simulate')
    .description('how many codes and locks a document would have brought, by the stored scores')
    .argument('<file>', 'JSON')
    .option('--days <n>', 'how far back, at most 30', wholeNumber, 30)
    .option('--json', 'print one JSON object')
    .action(async (file: string, { days, json }: Json & { readonly days: number }) => {
      const text = await readText(file);
      const answer = await withAgent(context, async (client) =>
        unwrap(await client.call('policy.simulate', { text, days })),
      );
      outputOf(context, json).answer(answer, whatIfLines(answer));
    });

  policy
    .command('apply')
    .description('put a document in the place of the local policy; takes an administrator once there is one')
    .argument('<file>', 'JSON')
    .requiredOption('--reason <text>', 'for the audit log')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { reason, json }: Json & { readonly reason: string }) => {
      const text = await readText(file);
      const applied = await withAgent(context, async (client) =>
        unwrap(await callWithGrant(context, client, 'policy.apply', { text, reason })),
      );
      outputOf(context, json).answer(applied, ['In force.', ...applied.changes.map((each) => `  ${changeLine(each)}`)]);
    });

  policy
    .command('app-id')
    .description('the hash by which a program is named in "applications"')
    .argument('<identity>', 'path of the program (Linux, Windows) or bundle id (macOS)')
    .option('--json', 'print one JSON object')
    .action((identity: string, { json }: Json) => {
      const id = applicationId(identity);
      outputOf(context, json).answer({ id }, [id]);
    });
};
