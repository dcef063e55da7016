import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallName } from '../../contract/ipc.ts';
import type { Need } from '../../contract/policy-access.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import { dispatch, type Handlers } from '../control/dispatch.ts';
import { codeIn, createBench, enrolAuthenticator, shownBy, type Bench } from './bench.fixture.ts';
import type { StepUpCalls } from './step-up-calls.ts';

const GRANT = 'g'.repeat(43);

let bench: Bench;
let calls: StepUpCalls;
let needed: Need[];
beforeEach(async () => {
  bench = createBench();
  ({ calls } = await bench.open());
  needed = [];
  bench.require = (need, grant) => {
    needed.push(need);
    return grant === GRANT ? ok(need === 'administrator' ? need : 'employee') : err('needs-code', 'Prove it.');
  };
});
afterEach(() => {
  bench.close();
});

/** As the control socket does it: argument and result are checked against the contract. */
const call = (name: CallName, args: object = {}): Promise<Result<unknown>> =>
  dispatch(calls as Handlers, name, args, (cause) => {
    throw cause;
  });
const codeOf = async (name: CallName, args: object = {}): Promise<string> => {
  const answer = await call(name, args);
  return answer.ok ? 'ok' : answer.code;
};

describe('the calls about codes', () => {
  it('answer in the contract’s form', async () => {
    const { secret } = ((await call('step-up.authenticator.begin')) as { value: { secret: string } }).value;
    const code = shownBy(secret, bench.now)(0);
    expect(await codeOf('step-up.authenticator.confirm', { code })).toBe('ok');
    expect(await call('code.state')).toEqual(ok({ prompt: null, failures: 0, blockedUntil: null, exhausted: false }));
    expect(await codeOf('code.answer', { code })).toBe('not-found');
    expect(await codeOf('code.mail')).toBe('not-allowed');
    expect(await codeOf('step-up.status')).toBe('ok');
    expect(await codeOf('code.answer', { code: '1'.repeat(65) })).toBe('usage');
  });

  it('show the open question and the wait', async () => {
    await enrolAuthenticator(bench, calls);
    const { service, calls: reopened } = await bench.open();
    calls = reopened;
    void service.prompts.ask('unlock', new AbortController().signal);
    for (let time = 0; time < 2; time += 1) await call('code.answer', { code: '000000' });
    expect(await call('code.state')).toMatchObject({
      ok: true,
      value: { prompt: { reason: 'unlock', attemptsLeft: 1 }, failures: 2, blockedUntil: null },
    });
    await call('code.answer', { code: '000000' });
    expect(await call('code.state')).toEqual(
      ok({ prompt: null, failures: 3, blockedUntil: '2026-03-02T09:01:30.000Z', exhausted: false }),
    );
  });

  it('need no proof for the first method, and a code for every change after it', async () => {
    await enrolAuthenticator(bench, calls);
    expect(needed).toEqual([]);
    const changes = [
      ['step-up.authenticator.begin', {}],
      ['step-up.email.begin', { address: 'eve@example.org' }],
      ['step-up.recovery.renew', {}],
      ['step-up.remove', { method: 'recovery-code' }],
    ] as const;
    for (const [name, args] of changes) expect(await codeOf(name, args)).toBe('needs-code');
    for (const [name, args] of changes) expect(await codeOf(name, { ...args, grant: GRANT })).toBe('ok');
    expect(needed).toEqual(Array(8).fill('code'));
  });

  it('ask for a code also where what is set up does not work', async () => {
    await enrolAuthenticator(bench, calls);
    await bench.secrets.remove('authenticator');
    await call('step-up.remove', { method: 'recovery-code', grant: GRANT });
    ({ calls } = await bench.open());
    expect(await codeOf('step-up.authenticator.begin')).toBe('needs-code');
  });

  it('change nothing in doubt, with or without a method and a grant, begun or not', async () => {
    const { secret } = ((await call('step-up.authenticator.begin')) as { value: { secret: string } }).value;
    await call('step-up.email.begin', { address: 'eve@example.org' });
    bench.isDoubting = true;
    const changes = async (): Promise<string[]> => [
      await codeOf('step-up.authenticator.begin', { grant: GRANT }),
      await codeOf('step-up.authenticator.confirm', { code: shownBy(secret, bench.now)(0) }),
      await codeOf('step-up.email.begin', { address: 'eve@example.org', grant: GRANT }),
      await codeOf('step-up.email.confirm', { code: codeIn(bench.letters[0]) }),
      await codeOf('step-up.recovery.renew', { grant: GRANT }),
      await codeOf('step-up.remove', { method: 'authenticator', grant: GRANT }),
    ];
    expect(await changes()).toEqual(Array(6).fill('not-allowed'));
    bench.isDoubting = false;
    expect(await codeOf('step-up.authenticator.confirm', { code: shownBy(secret, bench.now)(0) })).toBe('ok');
    bench.isDoubting = true;
    expect(await changes()).toEqual(Array(6).fill('not-allowed'));
    expect(bench.bodies('step-up-changed')).toHaveLength(2);
  });

  it('let an administrator unblock, in doubt too, and tell', async () => {
    await enrolAuthenticator(bench, calls);
    const { service } = await bench.open();
    let unblocked = 0;
    calls = service.createCalls(
      (need, grant) => bench.require(need, grant),
      () => true,
      () => (unblocked += 1),
    );
    for (let time = 0; time < 3; time += 1) await service.verifier.verify('000000', null);
    expect([await codeOf('step-up.unblock'), unblocked, service.verifier.state().failures]).toEqual([
      'needs-code',
      0,
      3,
    ]);
    expect([await codeOf('step-up.unblock', { grant: GRANT }), unblocked]).toEqual(['ok', 1]);
    expect(needed).toEqual(['administrator', 'administrator']);
    expect(service.verifier.state()).toEqual({ failures: 0, blockedUntil: null, exhausted: false });
    expect(bench.bodies('step-up-changed').slice(-2)).toEqual([
      { method: 'authenticator', change: 'unblocked', by: 'administrator' },
      { method: 'recovery-code', change: 'unblocked', by: 'administrator' },
    ]);
  });
});
