import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAddressAllowed, maskAddress } from './mail-address.ts';
import { ADDRESS, codeIn, createBench, enrolEmail, type Bench } from './bench.fixture.ts';
import type { StepUpCalls } from './step-up-calls.ts';
import type { StepUpService } from './step-up.ts';

describe('codes by e-mail', () => {
  let bench: Bench;
  let service: StepUpService;
  let calls: StepUpCalls;
  beforeEach(async () => {
    bench = createBench();
    ({ service, calls } = await bench.open());
  });
  afterEach(() => {
    bench.close();
  });
  const verified = async (code: string): Promise<string> => (await service.verifier.verify(code, null)).outcome;

  it('go to the address that is set up, and are taken once', async () => {
    await enrolEmail(bench, calls);
    expect(await calls['code.mail']({})).toEqual({
      ok: true,
      value: { sentTo: 'a…@example.org', until: '2026-03-02T09:06:00.000Z' },
    });
    const letter = bench.letters.at(-1);
    expect(letter).toMatchObject({ to: [ADDRESS], subject: 'Your one-time code' });
    expect(letter?.subject).not.toMatch(/\d/);
    const code = codeIn(letter);
    expect([await verified(code), await verified(code)]).toEqual(['passed', 'refused']);
    expect(bench.bodies('code-passed')).toEqual([{ promptId: null, method: 'email', driftSeconds: null }]);
    expect(bench.bodies('code-refused')).toEqual([{ promptId: null, fault: 'replayed', failures: 1, waitSeconds: 0 }]);
  });

  it('expire after five minutes, also with the clock set back', async () => {
    await enrolEmail(bench, calls);
    await calls['code.mail']({});
    bench.pass(301);
    bench.setClock(-86_400);
    expect(await verified(codeIn(bench.letters.at(-1)))).toBe('refused');
    expect(bench.bodies('code-refused')).toMatchObject([{ fault: 'expired' }]);
  });

  it('make those before void', async () => {
    await enrolEmail(bench, calls);
    await calls['code.mail']({});
    bench.pass(30);
    await calls['code.mail']({});
    const [first, second] = bench.letters.slice(-2).map(codeIn);
    expect([await verified(first ?? ''), await verified(second ?? '')]).toEqual(['refused', 'passed']);
  });

  it('are void after a restart', async () => {
    await enrolEmail(bench, calls);
    await calls['code.mail']({});
    ({ service, calls } = await bench.open());
    expect(await verified(codeIn(bench.letters.at(-1)))).toBe('refused');
  });

  it('that were to confirm an address prove nothing else', async () => {
    await enrolEmail(bench, calls);
    await calls['step-up.email.begin']({ address: 'eve@example.org', grant: undefined });
    expect(await verified(codeIn(bench.letters.at(-1)))).toBe('refused');
  });

  it('are mailed at most every 30 s and five times an hour, whatever the clock is set to', async () => {
    const mail = async (): Promise<string> => {
      const sent = await calls['code.mail']({});
      return sent.ok ? 'sent' : `${sent.code}: ${sent.message}`;
    };
    await enrolEmail(bench, calls);
    expect(await mail()).toBe('sent');
    bench.setClock(3_600);
    expect(await mail()).toBe('throttled: A code was mailed before: look for it. Another can be in 30 seconds.');
    for (let time = 0; time < 3; time += 1) {
      bench.pass(30);
      expect(await mail()).toBe('sent');
    }
    bench.pass(30);
    // Five within 210 s, the first of them for the confirmation.
    expect(await mail()).toBe('throttled: A code was mailed before: look for it. Another can be in 57 minutes.');
    expect(bench.letters).toHaveLength(5);
    bench.pass(3_600 - 180);
    expect(await mail()).toBe('sent');
  });

  it('are not mailed twice at once', async () => {
    await enrolEmail(bench, calls);
    const { mail } = bench;
    let deliver = (): void => undefined;
    bench.mail = (letter) =>
      new Promise((resolve) => {
        deliver = () => {
          resolve(mail(letter));
        };
      });
    const first = calls['code.mail']({});
    expect(await calls['code.mail']({})).toMatchObject({
      code: 'throttled',
      message: 'A code is being mailed. Wait for it.',
    });
    deliver();
    expect((await first).ok).toBe(true);
  });

  it('that cannot be mailed are an error with what to do, and do not count towards the five', async () => {
    await enrolEmail(bench, calls);
    const { mail } = bench;
    bench.mail = () => Promise.resolve({ ok: false, message: 'The mail server does not answer.', isPassing: true });
    for (let time = 0; time < 6; time += 1) {
      const failed = await calls['code.mail']({});
      expect(failed).toEqual({ ok: false, code: 'mail-failed', message: 'The mail server does not answer.' });
      bench.pass(30);
    }
    expect(bench.bodies('code-mailed').at(-1)).toEqual({ ok: false, message: 'The mail server does not answer.' });
    bench.mail = mail;
    expect((await calls['code.mail']({})).ok).toBe(true);
  });

  it('need an address, a mail server and a policy that allows them', async () => {
    const mail = async (): Promise<string> => {
      const sent = await calls['code.mail']({});
      return sent.ok ? 'sent' : sent.message;
    };
    expect(await mail()).toContain('No address is set up for codes.');
    await enrolEmail(bench, calls);
    bench.setPolicy({ mail: null });
    expect(await mail()).toContain('The policy names no mail server');
    expect(service.verifier.methods()).toEqual(['recovery-code']);
    expect(service.verifier.problems()).toEqual([expect.stringContaining('the policy names no mail server')]);
    bench.setPolicy({ stepUp: { emailDomains: ['example.com'] } });
    expect(await mail()).toContain('The policy does not allow codes to be mailed there.');
    expect(service.verifier.problems()).toEqual([
      expect.stringContaining('no longer allows codes to be mailed to the address'),
    ]);
    bench.setPolicy({ stepUp: { methods: ['authenticator'] } });
    expect(await mail()).toContain('The policy does not allow codes to be mailed there.');
    expect(service.verifier.methods()).toEqual([]);
    bench.setPolicy({ stepUp: { emailDomains: ['example.org'] } });
    expect(await mail()).toBe('sent');
    expect(service.verifier.problems()).toEqual([]);
  });

  it('leave no code in the audit log or the database', async () => {
    await enrolEmail(bench, calls);
    await calls['code.mail']({});
    const code = codeIn(bench.letters.at(-1));
    await service.verifier.verify(code, null);
    expect(JSON.stringify(bench.events)).not.toContain(code);
    expect(JSON.stringify(bench.events)).not.toContain('ada');
  });
});

describe('addresses', () => {
  it('are of a domain that the policy names, or of any where it names none', () => {
    const allowed = (address: string, ...emailDomains: string[]): boolean =>
      isAddressAllowed(address, { methods: ['email'], promptSeconds: 60, failuresBeforeLock: 3, emailDomains });
    expect([allowed('a@b.example'), allowed('a@B.Example', 'x.example', 'b.example')]).toEqual([true, true]);
    expect([allowed('a@evil.b.example', 'b.example'), allowed('a@b.example.evil', 'b.example')]).toEqual([
      false,
      false,
    ]);
    expect(allowed('b.example@evil.example', 'b.example')).toBe(false);
  });

  it('are masked but for the first letter and the domain', () => {
    expect([maskAddress('ada@example.org'), maskAddress('é@x.y')]).toEqual(['a…@example.org', 'é…@x.y']);
  });
});
