/** `samehand guard after-death`: for the service unit, which calls it whenever the agent has ended. */
import type { Command } from 'commander';
import { actAfterDeath } from '../../../guard/after-death.ts';
import { readMarker } from '../../../guard/marker.ts';
import { outputOf, type Context } from '../context.ts';
import { monotonicMs } from '../../../live/start-live.ts';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process with that number is no agent of this user.
    return !(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'));
  }
};

export const addGuard = (program: Command, context: Context): void => {
  program
    .command('guard')
    .description('what stands guard over the agent')
    .command('after-death')
    .description('act if the agent was ended by force and nobody has acted: for the service unit')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { home, env } = context;
      const marker = readMarker(home);
      const hasDied = marker !== null && !isRunning(marker.pid);
      if (hasDied) {
        await actAfterDeath(
          { home, ...marker, revive: null },
          { which: 'main', how: 'It was gone, and had not ended in order.', noticedBy: 'service' },
          { env, pid: process.pid, now: Date.now, monotonicMs },
        );
      }
      const said = hasDied ? `The agent was ended by force: ${marker.response}.` : 'Nothing is to be done.';
      outputOf(context, json).answer({ hasDied, response: hasDied ? marker.response : 'none' }, [said]);
    });
};
