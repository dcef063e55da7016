import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALLS } from '../../../../contract/ipc.ts';
import type { WhatIf } from '../../../../contract/policy-view.ts';
import { defaultPolicy } from '../../../../contract/policy.ts';
import { CodedError, err, ok, unwrap } from '../../../../contract/result.ts';
import { openAccess, type AccessStore } from '../../../access/access-store.ts';
import { startControlServer, type ControlServer } from '../../../control/control-server.ts';
import type { Handlers } from '../../../control/dispatch.ts';
import { managedFile } from '../../../policy/managed-source.ts';
import { openPolicyKeeper, policyPath, type PolicyKeeper } from '../../../policy/policy-keeper.ts';
import { systemSchedule } from '../../../shared/schedule.ts';
import { IN_MEMORY } from '../../../store/database.ts';
import { ownAddress } from '../../../control/address.ts';
import { addPolicy } from './policy.ts';

const HASH = `$scrypt$ln=17,r=8,p=1$${'A'.repeat(22)}$${'B'.repeat(43)}`;
let home = '';
let printed = '';
let access: AccessStore;
let undo: (() => Promise<unknown>)[] = [];

const samehand = async (...args: string[]): Promise<string> => {
  printed = '';
  const stdout = (text: string): void => void (printed += text);
  const program = new Command('samehand').exitOverride().configureOutput({ writeOut: stdout, writeErr: stdout });
  addPolicy(program, { home, env: {}, stdout, stderr: stdout, columns: null });
  await program.parseAsync(['policy', ...args], { from: 'user' });
  return printed;
};
const file = (content: unknown): string => {
  const path = join(home, 'candidate.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

/** An agent as far as policy goes. */
const startServer = async (keeper: PolicyKeeper): Promise<ControlServer> => {
  const none = () => Promise.resolve(err('not-allowed', 'Not in this test.'));
  const outcome = { prompts: 0, locks: 0, byDay: [], falseLocksPerDay: { keyboard: 0.1, pointer: null } };
  const whatIf: WhatIf = {
    days: 7,
    activeDays: 2,
    verdicts: 120,
    inForce: { ...outcome, mode: 'enforce', prompts: 3 },
    candidate: { ...outcome, mode: 'shadow' },
    notes: ['Something is not taken into account.'],
  };
  const handlers = Object.fromEntries(Object.keys(CALLS).map((name) => [name, none])) as unknown as Handlers;
  const policyHandlers: Pick<Handlers, 'policy.show' | 'policy.check' | 'policy.simulate' | 'policy.apply'> = {
    'policy.show': () => Promise.resolve(ok(keeper.view())),
    'policy.check': ({ text }) => Promise.resolve(ok(keeper.check(text))),
    'policy.simulate': ({ days }) => Promise.resolve(ok({ ...whatIf, days })),
    'policy.apply': ({ text, reason }) => keeper.apply(text, reason, 'user'),
  };
  return startControlServer(ownAddress(home), { ...handlers, ...policyHandlers }, (cause) => {
    throw cause;
  });
};

const startAgent = async (document: unknown): Promise<PolicyKeeper> => {
  writeFileSync(policyPath(home), JSON.stringify(document));
  const keeper = await openPolicyKeeper({
    home,
    managed: managedFile(join(home, 'managed', 'policy.json')),
    user: 'kim',
    groups: [],
    facts: access.facts,
    isSealed: () => false,
    schedule: systemSchedule,
  });
  const server = await startServer(keeper);
  undo.push(
    () => server.close(),
    () => {
      keeper.close();
      return keeper.settled();
    },
  );
  return keeper;
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-policy-'));
  access = unwrap(openAccess({ path: IN_MEMORY, key: null }));
});
afterEach(async () => {
  for (const each of undo) await each();
  undo = [];
  process.exitCode = undefined;
  access.close();
  rmSync(home, { recursive: true });
});

describe('samehand policy, with an agent', () => {
  it('shows what is not a default, from where, and no hash of a passphrase', async () => {
    await startAgent({ mode: 'shadow', stepUp: { methods: ['email'] }, roles: { auditor: HASH } });
    expect(await samehand('show')).toBe(
      'local    mode = "shadow"\nlocal    stepUp.methods = ["email"]\nlocal    roles.auditor = "…"\n',
    );
    expect(await samehand('show', '--all')).toContain('default  stepUp.promptSeconds = 60\n');
    expect(await samehand('show', '--json')).not.toContain('$scrypt');
    expect(JSON.parse(printed)).toMatchObject({ policy: { mode: 'shadow' }, sources: { mode: 'local' }, problems: [] });
  });

  it('checks against what is in force, and applies', async () => {
    const keeper = await startAgent({ mode: 'shadow' });
    const path = file({ mode: 'learn', pause: { maxMinutes: 5 } });
    expect(await samehand('diff', path)).toBe(
      'Valid. It changes:\n  mode: "shadow" → "learn"\n  pause.maxMinutes: 30 → 5\n',
    );
    expect(await samehand('apply', path, '--reason', 'a trial')).toBe(
      'In force.\n  mode: "shadow" → "learn"\n  pause.maxMinutes: 30 → 5\n',
    );
    expect(keeper.policy()).toMatchObject({ mode: 'learn', pause: { maxMinutes: 5 } });
    expect(await samehand('check', path)).toBe('Valid; it changes nothing.\n');
    await expect(samehand('apply', file('{'), '--reason', 'a mistake')).rejects.toThrow(
      'Nothing was changed: it is not JSON',
    );
    expect(keeper.policy().mode).toBe('learn');
  });

  it('says what a document would have brought', async () => {
    await startAgent({});
    const lines = (await samehand('simulate', file({ mode: 'shadow' }), '--days', '7')).split('\n');
    expect(lines[0]).toContain('120 verdicts on 2 of the last 7 days.');
    expect(lines).toContain('in force    enforce         3       0       0.10         –');
    expect(lines).toContain('this one    shadow          0       0       0.10         –');
    expect(lines).toContain('Note: Something is not taken into account.');
  });
});

describe('samehand policy, without an agent', () => {
  it('checks against the defaults, and ends with 1 where a document is not valid', async () => {
    expect(await samehand('check', file({ mode: 'shadow' }))).toBe(
      'Valid. It changes:\n  mode: "enforce" → "shadow"\n',
    );
    expect(process.exitCode).toBeUndefined();
    expect(await samehand('check', file({ mode: 'strict' }))).toContain('Not valid: ');
    expect(process.exitCode).toBe(1);
    expect(defaultPolicy().mode).toBe('enforce');
  });

  it('says that there is none, or no such file', async () => {
    const code = async (...args: string[]): Promise<string> => {
      try {
        return await samehand(...args);
      } catch (cause) {
        return cause instanceof CodedError ? cause.code : String(cause);
      }
    };
    expect(await code('show')).toBe('agent-not-running');
    expect(await code('apply', file({}), '--reason', 'why')).toBe('agent-not-running');
    expect(await code('check', join(home, 'missing.json'))).toBe('usage');
  });

  it('hashes the identity of a program', async () => {
    expect(await samehand('app-id', '/usr/bin/remmina')).toMatch(/^[0-9a-f]{64}\n$/);
  });
});
