import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeIn, createBench, enrolAuthenticator, enrolEmail, type Bench } from './bench.fixture.ts';
import type { CodePrompts } from './prompt.ts';
import type { StepUpCalls } from './step-up-calls.ts';

let bench: Bench;
let prompts: CodePrompts;
let calls: StepUpCalls;
let shown: (steps: number) => string;
let recoveryCodes: readonly string[];
beforeEach(async () => {
  bench = createBench();
  const { service, calls: made } = await bench.open();
  ({ prompts } = service);
  calls = made;
  ({ shown, recoveryCodes } = await enrolAuthenticator(bench, calls));
});
afterEach(() => {
  bench.close();
});

const ask = (signal = new AbortController().signal): Promise<string> => prompts.ask('doubt', signal);

describe('the question for a code', () => {
  it('is open for the policy’s time, and passed by a code', async () => {
    bench.setPolicy({ stepUp: { promptSeconds: 90 } });
    expect(prompts.current()).toBeNull();
    const answer = ask();
    expect(prompts.current()).toEqual({
      id: 'id-1',
      reason: 'doubt',
      openedAt: '2026-03-02T09:01:00.000Z',
      until: '2026-03-02T09:02:30.000Z',
      attemptsLeft: 3,
      methods: ['authenticator', 'recovery-code'],
      mailed: false,
    });
    expect(bench.bodies('code-asked')).toEqual([
      { promptId: 'id-1', reason: 'doubt', methods: ['authenticator', 'recovery-code'] },
    ]);
    bench.pass(89);
    expect(await prompts.answer(shown(0))).toEqual({
      ok: true,
      value: { outcome: 'passed', attemptsLeft: 3, blockedUntil: null },
    });
    expect([await answer, prompts.current(), bench.prompts.at(-1), bench.timers()]).toEqual(['passed', null, null, 0]);
    expect(bench.bodies('code-passed')).toMatchObject([{ promptId: 'id-1' }]);
  });

  it('is failed by as many refused codes as the policy says, and each is told', async () => {
    const answer = ask();
    expect(await prompts.answer('000000')).toEqual({
      ok: true,
      value: { outcome: 'refused', attemptsLeft: 2, blockedUntil: null },
    });
    expect(bench.prompts.at(-1)).toMatchObject({ attemptsLeft: 2 });
    await prompts.answer('what');
    expect(await prompts.answer('000000')).toEqual({
      ok: true,
      value: { outcome: 'refused', attemptsLeft: 0, blockedUntil: '2026-03-02T09:01:30.000Z' },
    });
    expect([await answer, prompts.current()]).toEqual(['failed', null]);
    expect(bench.bodies('code-refused')).toMatchObject([
      { promptId: 'id-1', failures: 1 },
      { fault: 'malformed', failures: 2 },
      { failures: 3, waitSeconds: 30 },
    ]);
  });

  it('answers alike whatever was wrong', async () => {
    await enrolEmail(bench, calls);
    await calls['code.mail']({});
    const mailed = codeIn(bench.letters.at(-1));
    bench.pass(400);
    const used = shown(0);
    const [recovery = ''] = recoveryCodes;
    await prompts.answer(used);
    bench.setPolicy({ stepUp: { failuresBeforeLock: 10 } });
    void ask();
    await prompts.answer(recovery);
    void ask();
    await prompts.answer(shown(0));
    void ask();
    const answers = [];
    for (const code of [shown(0), shown(-5), shown(5), mailed, recovery, '0000-0000-0000-0000', '000000', 'x']) {
      answers.push(await prompts.answer(code));
    }
    expect(bench.bodies('code-refused').map((body) => (body as { fault: string }).fault)).toEqual([
      'replayed',
      'replayed',
      'early',
      'expired',
      'replayed',
      'wrong',
      'wrong',
      'malformed',
    ]);
    for (const [at, answer] of answers.entries()) {
      expect(answer).toEqual({ ok: true, value: { outcome: 'refused', attemptsLeft: 9 - at, blockedUntil: null } });
    }
  });

  it('takes nothing typed for no attempt', async () => {
    void ask();
    expect(await prompts.answer('  ')).toEqual({
      ok: true,
      value: { outcome: 'refused', attemptsLeft: 3, blockedUntil: null },
    });
  });

  it('times out', async () => {
    const answer = ask();
    bench.pass(60);
    expect([await answer, prompts.current(), bench.prompts.at(-1)]).toEqual(['timed-out', null, null]);
    expect(await prompts.answer(shown(0))).toEqual({
      ok: false,
      code: 'not-found',
      message: 'No code is being asked for.',
    });
  });

  it('is settled once when the time is over while an answer is looked at', async () => {
    const answer = ask();
    const given = prompts.answer(recoveryCodes[0] ?? '');
    bench.pass(60);
    expect(await answer).toBe('timed-out');
    expect(await given).toMatchObject({ ok: false, code: 'not-found' });
    expect(bench.prompts.filter((prompt) => prompt === null)).toHaveLength(1);
  });

  it('is settled once when an answer comes just before the time is over', async () => {
    const answer = ask();
    bench.pass(59);
    expect(await prompts.answer(shown(0))).toMatchObject({ value: { outcome: 'passed' } });
    bench.pass(60);
    expect(await answer).toBe('passed');
    expect(bench.prompts.filter((prompt) => prompt === null)).toHaveLength(1);
  });

  it('is closed when it is withdrawn', async () => {
    const withdrawn = new AbortController();
    const answer = ask(withdrawn.signal);
    withdrawn.abort();
    expect([prompts.current(), bench.timers(), await answer]).toEqual([null, 0, 'timed-out']);
    expect(await ask(withdrawn.signal)).toBe('timed-out');
    expect(bench.bodies('code-asked')).toHaveLength(1);
  });

  it('stays open while codes are blocked, and says until when', async () => {
    const first = ask();
    for (let time = 0; time < 3; time += 1) await prompts.answer('000000');
    expect(await first).toBe('failed');
    const second = ask();
    const blocked = {
      ok: true,
      value: { outcome: 'blocked', attemptsLeft: 3, blockedUntil: '2026-03-02T09:01:30.000Z' },
    };
    expect(await prompts.answer(shown(0))).toEqual(blocked);
    expect(await prompts.answer('000000')).toEqual(blocked);
    bench.pass(31);
    expect(await prompts.answer('000000')).toEqual({
      ok: true,
      value: { outcome: 'refused', attemptsLeft: 2, blockedUntil: '2026-03-02T09:02:31.000Z' },
    });
    bench.pass(29);
    expect(await second).toBe('timed-out');
  });

  it('is put one at a time', async () => {
    void ask();
    await expect(ask()).rejects.toThrow('open already');
    expect(prompts.current()?.id).toBe('id-1');
  });

  it('can be answered by a mailed code', async () => {
    await enrolEmail(bench, calls);
    const answer = ask();
    expect(prompts.current()?.methods).toEqual(['authenticator', 'email', 'recovery-code']);
    expect(await prompts.mail()).toMatchObject({ ok: true, value: { sentTo: 'a…@example.org' } });
    expect(bench.prompts.at(-1)).toMatchObject({ mailed: true });
    expect(await prompts.answer(codeIn(bench.letters.at(-1)))).toMatchObject({ value: { outcome: 'passed' } });
    expect(await answer).toBe('passed');
  });

  it('offers the authenticator as soon as the keychain gives its secret out', async () => {
    const { value: secret } = (await bench.secrets.read('authenticator')) as { value: string };
    await bench.secrets.remove('authenticator');
    ({
      service: { prompts },
    } = await bench.open());
    await bench.secrets.write('authenticator', secret);
    void ask();
    await expect.poll(() => bench.prompts.at(-1)?.methods).toEqual(['authenticator', 'recovery-code']);
    expect(bench.prompts.map((prompt) => prompt?.methods.length)).toEqual([1, 2]);
  });

  it('does not claim a mail that was sent for nothing, or to nobody', async () => {
    await enrolEmail(bench, calls);
    expect((await prompts.mail()).ok).toBe(true);
    void ask();
    expect(prompts.current()?.mailed).toBe(false);
    expect(await prompts.mail()).toMatchObject({ ok: false, code: 'throttled' });
    expect(prompts.current()?.mailed).toBe(false);
  });
});
