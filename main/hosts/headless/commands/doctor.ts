/** `samehand doctor`: is everything the agent needs there, and if not, what to do. */
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { unwrap } from '../../../../contract/result.ts';
import type { Status } from '../../../../contract/ipc.ts';
import type { PolicyView } from '../../../../contract/policy-view.ts';
import { CodedError } from '../../../../contract/result.ts';
import { openAccess } from '../../../access/access-store.ts';
import { checkAgent } from '../../../doctor/check-agent.ts';
import { checkPolicy } from '../../../doctor/check-policy.ts';
import type { Finding } from '../../../doctor/finding.ts';
import { inspectWorkstation } from '../../../doctor/inspect-workstation.ts';
import { sessionKeychain } from '../../../keys/session-keychain.ts';
import { createPlatform } from '../../../platform/create-platform.ts';
import { isPlatformName } from '../../../platform/platform.ts';
import { managedSource } from '../../../policy/managed-source.ts';
import { openPolicyKeeper } from '../../../policy/policy-keeper.ts';
import { groupsOf } from '../../../policy/user-groups.ts';
import { systemSchedule } from '../../../shared/schedule.ts';
import { IN_MEMORY } from '../../../store/database.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { monotonicMs } from '../../../live/start-live.ts';

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const;
/** Exit code when a check failed; warnings alone are 0. */
const FOUND_FAULTS = 1;

const statusOrNull = async (context: Context): Promise<Status | null> => {
  try {
    return await withAgent(context, async (client) => unwrap(await client.call('status', {})));
  } catch (cause) {
    if (cause instanceof CodedError && cause.code === 'agent-not-running') return null;
    throw cause;
  }
};

/** Without an agent, or with one that is not asked. */
const inspect = async (context: Context, isRunning: boolean): Promise<readonly Finding[]> => {
  const { env, home } = context;
  if (!isPlatformName(process.platform)) {
    const message = `There is no version for ${process.platform}.`;
    return [{ name: 'lock', state: 'fail', message, remedy: null, fix: null }];
  }
  const platform = createPlatform(process.platform, { env, pid: process.pid, monotonicMs });
  const keychain = sessionKeychain(env, process.platform);
  try {
    return await inspectWorkstation({ home, env, system: process.platform, platform, keychain, isRunning });
  } finally {
    await platform.close();
  }
};

/** As the agent has it, else as it would have it if it started now. */
const policyView = async (context: Context, isRunning: boolean): Promise<PolicyView> => {
  if (isRunning) return await withAgent(context, async (client) => unwrap(await client.call('policy.show', {})));
  const { username } = userInfo();
  const access = unwrap(openAccess({ path: IN_MEMORY, key: null }));
  const keeper = await openPolicyKeeper({
    home: context.home,
    managed: managedSource(process.platform, username),
    user: username,
    groups: await groupsOf(process.platform),
    facts: access.facts,
    isSealed: () => false,
    schedule: systemSchedule,
    isLookingOnly: true,
  });
  keeper.close();
  const view = keeper.view();
  access.close();
  return view;
};

export const addDoctor = (program: Command, context: Context): void => {
  program
    .command('doctor')
    .description('check everything the agent needs on this workstation and say what to do about what is missing')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `\nExit code ${String(FOUND_FAULTS)} when a check failed; warnings alone do not count.`)
    .action(async ({ json }: { json?: boolean }) => {
      const status = await statusOrNull(context);
      const findings = [
        checkAgent(status),
        ...(await inspect(context, status !== null)),
        checkPolicy(await policyView(context, status !== null)),
      ];
      const failed = findings.some(({ state }) => state === 'fail');
      outputOf(context, json).answer(
        { ok: !failed, findings },
        findings.flatMap(({ name, state, message, remedy }) => [
          `${MARKS[state]} ${name.padEnd(12)} ${message}`,
          ...(remedy === null ? [] : [`  ${' '.repeat(12)} → ${remedy}`]),
        ]),
      );
      if (failed) process.exitCode = FOUND_FAULTS;
    });
};
