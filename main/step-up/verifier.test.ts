import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUTHENTICATOR } from './set-up.ts';
import { createBench, enrolAuthenticator, enrolEmail, type Bench } from './bench.fixture.ts';
import type { StepUpCalls } from './step-up-calls.ts';
import type { StepUpService } from './step-up.ts';

const DAY_SECONDS = 86_400;
/** The same in every run: one guess in 300,000 is right. */
const SAMPLE = { numRuns: 1, seed: 4 };

let bench: Bench;
let service: StepUpService;
let calls: StepUpCalls;
const restart = async (): Promise<void> => {
  ({ service, calls } = await bench.open());
};
beforeEach(async () => {
  bench = createBench();
  await restart();
});
afterEach(() => {
  bench.close();
});
const verify = async (code: string): Promise<string> => (await service.verifier.verify(code, null)).outcome;
const lastFault = (): unknown => (bench.bodies('code-refused').at(-1) as { fault: string } | undefined)?.fault;

describe('a code of the authenticator', () => {
  it('is accepted once, across restarts', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    const code = shown(0);
    expect(await verify(` ${code.slice(0, 3)} ${code.slice(3)} `)).toBe('passed');
    expect(bench.bodies('code-passed')).toEqual([{ promptId: null, method: 'authenticator', driftSeconds: 0 }]);
    expect([await verify(code), lastFault()]).toEqual(['refused', 'replayed']);
    await restart();
    expect([await verify(code), lastFault()]).toEqual(['refused', 'replayed']);
  });

  it('that confirmed it is not accepted again', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    bench.pass(-60);
    expect([await verify(shown(0)), lastFault()]).toEqual(['refused', 'replayed']);
  });

  it('of the step before one that was accepted is not accepted any more', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    const before = shown(-1);
    expect([await verify(shown(0)), await verify(before), lastFault()]).toEqual(['passed', 'refused', 'replayed']);
  });

  it('that is old or early is refused, and what it says of the clocks is shown until one passes', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    bench.pass(600);
    expect([await verify(shown(-8)), lastFault()]).toEqual(['refused', 'old']);
    expect(service.verifier.problems()).toEqual([
      'The authenticator’s clock is about 4 minutes behind this workstation’s. Correct the clock that is wrong.',
    ]);
    expect([await verify(shown(2)), lastFault()]).toEqual(['refused', 'early']);
    expect(service.verifier.problems()[0]).toContain('about 60 seconds ahead of');
    bench.pass(30);
    expect(await verify(shown(1))).toBe('passed');
    expect(service.verifier.problems()).toEqual([]);
    expect(service.status().authenticator?.driftSeconds).toBe(30);
  });

  it('is not accepted where the policy has no authenticators, and something is said', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    bench.setPolicy({ stepUp: { methods: ['email', 'recovery-code'] } });
    expect(service.verifier.methods()).toEqual(['recovery-code']);
    expect([await verify(shown(0)), lastFault()]).toEqual(['refused', 'wrong']);
    expect(service.verifier.problems()).toEqual([
      'An authenticator is set up, but the policy does not allow it. Ask your administrator.',
    ]);
  });

  it('is accepted once a keychain that was locked at the start is open', async () => {
    const { secret, shown } = await enrolAuthenticator(bench, calls);
    await bench.secrets.remove('authenticator');
    await restart();
    expect(service.verifier.methods()).toEqual(['recovery-code']);
    expect(service.verifier.problems()).toEqual([expect.stringContaining('cannot be read from the keychain')]);
    await bench.secrets.write('authenticator', secret);
    expect(await verify(shown(0))).toBe('passed');
    expect([service.verifier.methods(), service.verifier.problems()]).toEqual([['authenticator', 'recovery-code'], []]);
  });

  it.each(['', 'not a secret', 'GEZDGNBVGY3TQOJQ'])('needs a secret that is one: %j', async (damaged) => {
    await enrolAuthenticator(bench, calls);
    await bench.secrets.write('authenticator', damaged);
    await restart();
    expect(service.verifier.methods()).toEqual(['recovery-code']);
  });
});

describe('a clock that is set back a day', () => {
  it('has codes refused until it is past the last accepted one, says so, and leaves recovery codes', async () => {
    const { shown, recoveryCodes } = await enrolAuthenticator(bench, calls);
    expect(await verify(shown(0))).toBe('passed');
    bench.setClock(-DAY_SECONDS);
    expect(service.verifier.problems()).toEqual([
      'This workstation’s clock was set back: an authenticator’s codes are refused until it shows 2026-03-02T09:01:30.000Z. Correct the clock, or use a recovery code.',
    ]);
    // The authenticator's own clock is right.
    expect(await verify(shown(DAY_SECONDS / 30))).toBe('refused');
    expect(await verify(recoveryCodes[0] ?? '')).toBe('passed');
    bench.setClock(DAY_SECONDS + 30);
    expect(service.verifier.problems()).toEqual([]);
    expect(await verify(shown(0))).toBe('passed');
  });

  it('is no reason to complain within two steps', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    expect(await verify(shown(1))).toBe('passed');
    bench.setClock(-30);
    expect(service.verifier.problems()).toEqual([]);
  });

  it('makes no wait longer, and one that is set forward makes none shorter', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    for (let time = 0; time < 3; time += 1) await verify('000000');
    bench.setClock(DAY_SECONDS);
    expect(await verify('000000')).toBe('blocked');
    bench.setClock(-2 * DAY_SECONDS);
    expect(await verify('000000')).toBe('blocked');
    bench.pass(31);
    bench.setClock(DAY_SECONDS);
    expect(await verify(shown(0))).toBe('passed');
  });
});

describe('a recovery code', () => {
  it('is accepted once, across restarts, and without the authenticator’s secret', async () => {
    const { recoveryCodes } = await enrolAuthenticator(bench, calls);
    const [first = '', second = ''] = recoveryCodes;
    expect(await verify(first.toLowerCase().replaceAll('-', ' '))).toBe('passed');
    await bench.secrets.remove('authenticator');
    await restart();
    expect([await verify(first), lastFault(), await verify(second)]).toEqual(['refused', 'replayed', 'passed']);
    expect(service.status()).toMatchObject({ recoveryCodesLeft: 8, usable: ['recovery-code'] });
  });

  it('is not accepted twice when it is given twice at once', async () => {
    const { recoveryCodes } = await enrolAuthenticator(bench, calls);
    const [code = ''] = recoveryCodes;
    expect(await Promise.all([verify(code), verify(code)])).toEqual(['passed', 'refused']);
  });
});

describe('failures', () => {
  it('are one counter for all methods, set back by a code that passes', async () => {
    const { shown, recoveryCodes } = await enrolAuthenticator(bench, calls);
    await enrolEmail(bench, calls);
    await verify('000000');
    await verify('0000-0000-0000-0000');
    expect(service.verifier.state()).toEqual({ failures: 2, blockedUntil: null, exhausted: false });
    expect(await verify(shown(0))).toBe('passed');
    expect(service.verifier.state()).toEqual({ failures: 0, blockedUntil: null, exhausted: false });
    await verify('nonsense');
    expect([service.verifier.state().failures, lastFault()]).toEqual([1, 'malformed']);
    expect(await verify(recoveryCodes[0] ?? '')).toBe('passed');
  });

  it('do not come from nothing typed', async () => {
    await enrolAuthenticator(bench, calls);
    for (let time = 0; time < 10; time += 1) expect(await verify(' - ')).toBe('refused');
    expect([service.verifier.state().failures, bench.bodies('code-refused')]).toEqual([0, []]);
  });

  it('bring waits, in which not even the right code is looked at; they outlive a restart', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    await verify('000000');
    await verify('000000');
    const began = bench.now();
    expect(await service.verifier.verify('000000', 'id-7')).toEqual({
      outcome: 'refused',
      failures: 3,
      blockedUntil: began + 30_000,
    });
    expect(bench.bodies('code-refused').at(-1)).toEqual({
      promptId: 'id-7',
      fault: 'wrong',
      failures: 3,
      waitSeconds: 30,
    });
    expect(bench.bodies('codes-blocked')).toEqual([{ failures: 3, waitSeconds: 30 }]);
    const code = shown(0);
    expect(await service.verifier.verify(code, null)).toMatchObject({ outcome: 'blocked', failures: 3 });
    await restart();
    expect(await verify(code)).toBe('blocked');
    bench.pass(31);
    expect(await verify(shown(0))).toBe('passed');
    expect(bench.bodies('code-refused')).toHaveLength(3);
  });

  it('of 10,000 guesses given at once are three', async () => {
    await enrolAuthenticator(bench, calls);
    const outcomes = await Promise.all(Array.from({ length: 10_000 }, (_, at) => verify(String(at).padStart(6, '0'))));
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'blocked')).toHaveLength(9_997);
  });

  it('end after a hundred, however the 10,000 guesses are spread, until an administrator helps', async () => {
    const { shown, recoveryCodes } = await enrolAuthenticator(bench, calls);
    const guess = fc.oneof(
      fc.nat(999_999).map((number) => String(number).padStart(6, '0')),
      fc.string({ minLength: 1, maxLength: 70 }).filter((text) => text.trim() !== ''),
    );
    const [guesses = []] = fc.sample(fc.array(guess, { minLength: 10_000, maxLength: 10_000 }), SAMPLE);
    const [gaps = []] = fc.sample(
      fc.array(fc.oneof(fc.constant(0), fc.nat(90), fc.constant(3_601)), { minLength: 10_000, maxLength: 10_000 }),
      SAMPLE,
    );
    let refused = 0;
    for (const [at, text] of guesses.entries()) {
      if ((await verify(text)) === 'refused') refused += 1;
      bench.pass(gaps[at] ?? 0);
      if (at % 2_500 === 0) await restart();
    }
    expect(refused).toBe(100);
    expect(bench.bodies('code-refused')).toHaveLength(100);
    expect(bench.bodies('codes-blocked').at(-1)).toEqual({ failures: 100, waitSeconds: null });
    expect(service.verifier.state()).toEqual({ failures: 100, blockedUntil: null, exhausted: true });
    expect(service.verifier.problems()).toEqual([expect.stringContaining('none is looked at any more')]);
    expect(await verify(recoveryCodes[0] ?? '')).toBe('blocked');
    expect(await calls['step-up.unblock']({ grant: undefined })).toEqual({ ok: true, value: {} });
    expect(await verify(shown(0))).toBe('passed');
  });

  it('that cannot be stored do not let a code through', async () => {
    const { shown } = await enrolAuthenticator(bench, calls);
    const code = shown(0);
    const { facts } = bench;
    const stored = facts().get(AUTHENTICATOR);
    facts().set({ name: AUTHENTICATOR.name, schema: AUTHENTICATOR.schema }, { ...stored, lastStep: 'x' } as never);
    await expect(verify(code)).rejects.toMatchObject({ code: 'storage-unavailable' });
    await service.verifier.refresh();
    expect(service.verifier.methods()).toEqual([]);
    expect(service.verifier.problems()).toEqual([expect.stringContaining('is damaged')]);
    facts().set(AUTHENTICATOR, stored);
    await service.verifier.refresh();
    expect(await verify(code)).toBe('passed');
  });
});

describe('nothing set up', () => {
  it('accepts nothing', async () => {
    expect(service.verifier.methods()).toEqual([]);
    expect(await verify('123456')).toBe('refused');
    expect(await verify(randomBytes(8).toString('hex'))).toBe('refused');
    expect(service.prompts.enrolled).toBe(false);
  });
});
