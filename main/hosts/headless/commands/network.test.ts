import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Need } from '../../../../contract/policy-access.ts';
import { policySchema } from '../../../../contract/policy.ts';
import { err, ok, unwrap, type Result } from '../../../../contract/result.ts';
import { openAccess, type AccessStore } from '../../../access/access-store.ts';
import { createContext, type Context } from '../../../context/context.ts';
import { startControlServer, type ControlServer } from '../../../control/control-server.ts';
import type { Handlers } from '../../../control/dispatch.ts';
import { createSimulatedPlatform } from '../../../platform/simulated.ts';
import { ownAddress } from '../../../control/address.ts';
import { addNetwork } from './network.ts';

/** 5 January 2026, 9 h UTC. */
const NOW = Date.UTC(2026, 0, 5, 9);
const SEEN = 'last seen 2026-01-05T09:00:00.000Z\n';

let home = '';
let access: AccessStore;
let server: ControlServer;
let context: Context;
let network: string | null;
/** A second passes for the agent. */
let tick: () => void;
let proof: (need: Need) => Result<string>;

/** What the command prints. */
const run = async (...args: readonly string[]): Promise<string> => {
  let stdout = '';
  const program = new Command('samehand').exitOverride();
  addNetwork(program, {
    home,
    env: {},
    stdout: (text) => (stdout += text),
    stderr: () => undefined,
    columns: null,
  });
  await program.parseAsync(['network', ...args], { from: 'user' });
  return stdout;
};
const began = async (): Promise<void> => {
  await context.start();
  await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'samehand-network-command-'));
  access = unwrap(openAccess({ path: join(home, 'access.db'), key: new Uint8Array(32).fill(8) }));
  network = 'wired 02:fc:00:00:00:05';
  proof = () => ok('employee');
  context = createContext({
    platform: createSimulatedPlatform({ network: () => network }),
    facts: access.facts,
    secret: new Uint8Array(32).fill(1),
    policy: () => policySchema.parse({ weights: { network: 0.5 }, network: { sessionsToTrust: 2 } }),
    hours: () => Promise.resolve([]),
    now: () => NOW,
    schedule: (callback) => {
      tick = callback;
      return () => undefined;
    },
    audit: () => undefined,
    onChange: () => undefined,
  });
  const calls = context.calls((need) => proof(need));
  server = await startControlServer(ownAddress(home), calls as Handlers, (cause) => {
    throw cause;
  });
});
afterEach(async () => {
  await server.close();
  context.stop();
  access.close();
  rmSync(home, { recursive: true, force: true });
});

describe('samehand network', () => {
  it('shows networks by a hash alone, trusts the one the machine is in, and forgets', async () => {
    expect(await run('show')).toBe('Not looked at, or in no network.\n');
    await began();
    const fresh = await run('show');
    expect(fresh).toMatch(/^Now in {2}[0-9a-f]{8} {2}not trusted yet/);
    const id = fresh.slice(8, 16);
    expect(fresh).toBe(`Now in  ${id}  not trusted yet   0.00  0 verified sessions, ${SEEN}`);

    await expect(run('trust')).rejects.toThrow(
      'More verified sessions are needed in this network (2), or an administrator.',
    );
    for (let session = 0; session < 2; session += 1) {
      context.sessionBegan();
      context.sessionVerified();
    }
    expect(await run('show')).toBe(`Now in  ${id}  waits for a code  0.80  2 verified sessions, ${SEEN}`);
    expect(await run('trust')).toBe(`${id}  trusted           1.00  2 verified sessions, ${SEEN}`);

    const { current, known } = JSON.parse(await run('show', '--json')) as Record<string, unknown>;
    expect(known).toEqual([current]);
    expect(current).toMatchObject({ id, trusted: true, awaitsConfirmation: false, verifiedSessions: 2, score: 1 });
    expect(JSON.stringify(current)).not.toContain('fc');

    await expect(run('forget', 'ffffffff')).rejects.toMatchObject({ code: 'not-found' });
    expect(JSON.parse(await run('forget', id, '--json'))).toEqual({ id });
    expect(await run('show')).toBe('Not looked at, or in no network.\n');
  });

  it('shows those it knows beside the one it is in', async () => {
    await began();
    network = 'wireless 0a:00:00:00:00:01';
    for (let second = 0; second < 10; second += 1) tick();
    await new Promise((resolve) => setImmediate(resolve));
    const [now = '', other = ''] = (await run('show')).split('\n');
    expect(now).toMatch(/^Now in {2}[0-9a-f]{8} /);
    expect(other).toMatch(/^ {8}[0-9a-f]{8} /);
    expect(other.slice(8, 16)).not.toBe(now.slice(8, 16));
  });

  it('does nothing without the proof that is asked for', async () => {
    await began();
    const needed: Need[] = [];
    proof = (need) => {
      needed.push(need);
      return err('not-identified', 'That was not accepted.');
    };
    await expect(run('trust')).rejects.toMatchObject({ code: 'not-identified' });
    await expect(run('forget', (await run('show')).slice(8, 16))).rejects.toMatchObject({ code: 'not-identified' });
    expect(needed).toEqual(['code', 'code']);
    expect(JSON.parse(await run('show', '--json'))).toMatchObject({ known: [{ trusted: false }] });
  });
});
