/** How soon a changed policy is in force: from the file's rename to the agent's own policy, with real files and the real poll. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../contract/result.ts';
import { openAccess } from '../../main/access/access-store.ts';
import { managedFile } from '../../main/policy/managed-source.ts';
import { openPolicyKeeper, policyPath } from '../../main/policy/policy-keeper.ts';
import { systemSchedule } from '../../main/shared/schedule.ts';
import { IN_MEMORY } from '../../main/store/database.ts';
import type { Benchmark } from './benchmark.ts';
import { quantile } from './quantile.ts';

const ROUNDS = 25;
const GOAL = { atMost: 1_000 };

export const bench: Benchmark = {
  name: 'policy-change',
  run: async () => {
    const home = mkdtempSync(join(tmpdir(), 'samehand-policy-'));
    const access = unwrap(openAccess({ path: IN_MEMORY, key: null }));
    const keeper = await openPolicyKeeper({
      home,
      managed: managedFile(join(home, 'managed.json')),
      user: 'kim',
      groups: [],
      facts: access.facts,
      isSealed: () => false,
      schedule: systemSchedule,
    });
    try {
      const waits: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const changed = Promise.withResolvers<number>();
        const stop = keeper.onChange(() => {
          changed.resolve(performance.now());
        });
        writeFileSync(`${policyPath(home)}.new`, JSON.stringify({ pause: { maxMinutes: 1 + round } }));
        const renamedAt = performance.now();
        renameSync(`${policyPath(home)}.new`, policyPath(home));
        waits.push((await changed.promise) - renamedAt);
        stop();
      }
      return [
        { name: 'changed policy in force, p50', value: quantile(waits, 0.5), unit: 'ms' },
        { name: '… longest of 25', value: Math.max(...waits), unit: 'ms', goal: GOAL },
      ];
    } finally {
      keeper.close();
      await keeper.settled();
      access.close();
      rmSync(home, { recursive: true });
    }
  },
};
