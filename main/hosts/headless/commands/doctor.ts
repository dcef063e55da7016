/** `samehand doctor`: is everything the agent needs there, and if not, what to do. */
import type { Command } from 'commander';
import { unwrap } from '../../../../contract/result.ts';
import type { Status } from '../../../../contract/ipc.ts';
import { CodedError } from '../../../../contract/result.ts';
import { checkInput } from '../../../doctor/check-input.ts';
import { checkLock } from '../../../doctor/check-lock.ts';
import { checkPolicy } from '../../../doctor/check-policy.ts';
import { checkStorage } from '../../../doctor/check-storage.ts';
import { fine, type Finding } from '../../../doctor/finding.ts';
import { sessionKeychain } from '../../../keys/session-keychain.ts';
import { createPlatform } from '../../../platform/create-platform.ts';
import { isPlatformName } from '../../../platform/platform.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { monotonicMs } from '../start-live.ts';

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

const checkAgent = (status: Status | null): Finding => {
  const name = 'agent';
  if (status === null)
    return { name, state: 'warn', message: 'It is not running.', remedy: 'Start it with: samehand run' };
  const warnings = status.warnings.join(' ');
  if (status.state === 'degraded') {
    return { name, state: 'fail', message: 'It runs, but does not see everything.', remedy: status.sensor.reason };
  }
  return warnings === ''
    ? fine(name, `It runs, state ${status.state}.`)
    : { name, state: 'warn', message: `It runs, state ${status.state}.`, remedy: warnings };
};

const checkLocking = async (env: NodeJS.ProcessEnv): Promise<Finding> => {
  if (!isPlatformName(process.platform)) {
    return { name: 'lock', state: 'fail', message: `There is no version for ${process.platform}.`, remedy: null };
  }
  const platform = createPlatform(process.platform, {
    env,
    pid: process.pid,
    monotonicMs,
  });
  try {
    return await checkLock(platform);
  } finally {
    await platform.close();
  }
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
        await checkInput(context.env, process.platform),
        await checkLocking(context.env),
        ...(await checkStorage(context.home, sessionKeychain(context.env, process.platform), status !== null)),
        await checkPolicy(context.home),
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
