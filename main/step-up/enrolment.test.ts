import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, unwrap } from '../../contract/result.ts';
import { ADDRESS, codeIn, createBench, enrolAuthenticator, enrolEmail, shownBy, type Bench } from './bench.fixture.ts';
import { recoveryCodesLeft, RECOVERY } from './recovery-codes.ts';
import { AUTHENTICATOR } from './set-up.ts';
import type { StepUpCalls } from './step-up-calls.ts';
import type { StepUpService } from './step-up.ts';

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
const begin = async () => unwrap(await calls['step-up.authenticator.begin']({}));
const confirm = (code: string) => calls['step-up.authenticator.confirm']({ code });

describe('an authenticator', () => {
  it('is in force once a code of it was given, with ten recovery codes', async () => {
    const setup = await begin();
    expect(setup).toMatchObject({
      uri: `otpauth://totp/Samehand:ada%40desk?issuer=Samehand&secret=${setup.secret}&algorithm=SHA1&digits=6&period=30`,
      until: '2026-03-02T09:10:00.000Z',
    });
    expect(setup.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(setup.qrSvg).toMatch(/^<svg .*<\/svg>\s*$/s);
    expect([service.verifier.methods(), service.status().authenticator]).toEqual([[], null]);
    expect(unwrap(await bench.secrets.read('authenticator'))).toBeNull();

    const { recoveryCodes } = unwrap(await confirm(shownBy(setup.secret, bench.now)(0)));
    expect(recoveryCodes).toHaveLength(10);
    expect(unwrap(await bench.secrets.read('authenticator'))).toBe(setup.secret);
    expect(service.status()).toEqual({
      authenticator: { enrolledAt: '2026-03-02T09:00:00.000Z', driftSeconds: 0 },
      email: null,
      recoveryCodesLeft: 10,
      usable: ['authenticator', 'recovery-code'],
      problems: [],
    });
    expect(bench.bodies('step-up-changed')).toEqual([
      { method: 'authenticator', change: 'enrolled', by: 'user' },
      { method: 'recovery-code', change: 'enrolled', by: 'user' },
    ]);
    await restart();
    expect(service.verifier.methods()).toEqual(['authenticator', 'recovery-code']);
  });

  it('is not in force without the code, however often it is guessed', async () => {
    const { secret } = await begin();
    for (let time = 0; time < 5; time += 1) {
      expect(await confirm('000000')).toMatchObject({ code: 'not-identified' });
    }
    expect(await confirm(shownBy(secret, bench.now)(0))).toMatchObject({ code: 'not-found' });
    expect(service.verifier.methods()).toEqual([]);
  });

  it('waits ten minutes, by whichever clock says so, and not over a restart', async () => {
    const { secret } = await begin();
    bench.pass(601);
    bench.setClock(-86_400);
    expect(await confirm(shownBy(secret, bench.now)(0))).toMatchObject({ code: 'not-found' });
    const second = await begin();
    await restart();
    expect(await confirm(shownBy(second.secret, bench.now)(0))).toMatchObject({ code: 'not-found' });
  });

  it('whose clock is wrong is not set up, and told so', async () => {
    const { secret } = await begin();
    expect(await confirm(shownBy(secret, bench.now)(6))).toEqual(
      err(
        'not-identified',
        'The code was not accepted. The authenticator’s clock is about 3 minutes ahead of this workstation’s. Correct the clock that is wrong.',
      ),
    );
  });

  it('takes the place of the one before when it is confirmed, not sooner', async () => {
    const old = await enrolAuthenticator(bench, calls);
    const { secret } = await begin();
    expect(await verify(old.shown(0))).toBe('passed');
    bench.pass(30);
    const shown = shownBy(secret, bench.now);
    expect(await verify(shown(0))).toBe('refused');
    expect(unwrap(await confirm(shown(0)))).toEqual({ recoveryCodes: [] });
    bench.pass(30);
    expect([await verify(old.shown(0)), await verify(shown(0))]).toEqual(['refused', 'passed']);
    expect(bench.bodies('step-up-changed').at(-1)).toEqual({
      method: 'authenticator',
      change: 'renewed',
      by: 'employee',
    });
    expect(service.status().recoveryCodesLeft).toBe(10);
  });

  it('that was begun twice is the second', async () => {
    const first = await begin();
    const second = await begin();
    expect(await confirm(shownBy(first.secret, bench.now)(0))).toMatchObject({ code: 'not-identified' });
    expect((await confirm(shownBy(second.secret, bench.now)(0))).ok).toBe(true);
  });

  it('is not set up where the keychain refuses its secret, and may be once it does not', async () => {
    const { write } = bench.secrets;
    const refusing = bench.secrets as { write: typeof write };
    const { secret } = await begin();
    const code = shownBy(secret, bench.now)(0);
    refusing.write = () => Promise.resolve(err('key-unavailable', 'The keychain is locked. Unlock it.'));
    expect(await confirm(code)).toEqual(err('key-unavailable', 'The keychain is locked. Unlock it.'));
    expect([service.verifier.methods(), bench.facts().get(AUTHENTICATOR)]).toEqual([[], null]);
    refusing.write = write;
    expect((await confirm(code)).ok).toBe(true);
  });

  it('is not for a policy without them', async () => {
    bench.setPolicy({ stepUp: { methods: ['email'] } });
    expect(await calls['step-up.authenticator.begin']({})).toMatchObject({ code: 'not-allowed' });
    bench.setPolicy({});
    const { secret } = await begin();
    bench.setPolicy({ stepUp: { methods: ['email'] } });
    expect(await confirm(shownBy(secret, bench.now)(0))).toMatchObject({ code: 'not-allowed' });
  });

  it('can be removed, and its recovery codes with it', async () => {
    await enrolAuthenticator(bench, calls);
    expect((await calls['step-up.remove']({ method: 'authenticator', grant: undefined })).ok).toBe(true);
    expect([service.verifier.methods(), bench.facts().get(RECOVERY)]).toEqual([[], null]);
    expect(unwrap(await bench.secrets.read('authenticator'))).toBeNull();
    expect(bench.bodies('step-up-changed').slice(-2)).toEqual([
      { method: 'authenticator', change: 'removed', by: 'employee' },
      { method: 'recovery-code', change: 'removed', by: 'employee' },
    ]);
    expect(await calls['step-up.remove']({ method: 'authenticator', grant: undefined })).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('an address', () => {
  it('is in force once a code that was mailed there was given', async () => {
    expect(await calls['step-up.email.begin']({ address: ADDRESS, grant: undefined })).toEqual({
      ok: true,
      value: { sentTo: 'a…@example.org', until: '2026-03-02T09:05:00.000Z' },
    });
    expect(service.status().email).toBeNull();
    expect(await calls['step-up.email.confirm']({ code: '000000' })).toMatchObject({ code: 'not-identified' });
    const { recoveryCodes } = unwrap(await calls['step-up.email.confirm']({ code: codeIn(bench.letters.at(-1)) }));
    expect(recoveryCodes).toHaveLength(10);
    expect(service.status()).toMatchObject({
      email: { address: 'a…@example.org', confirmedAt: '2026-03-02T09:00:00.000Z' },
      usable: ['email', 'recovery-code'],
    });
    expect(bench.bodies('step-up-changed')[0]).toEqual({ method: 'email', change: 'enrolled', by: 'user' });
  });

  it('takes the place of the one before when it is confirmed, and codes mailed there are void then', async () => {
    await enrolEmail(bench, calls);
    await calls['code.mail']({});
    const toOld = codeIn(bench.letters.at(-1));
    bench.pass(30);
    await calls['step-up.email.begin']({ address: 'eve@example.org', grant: undefined });
    expect(service.status().email?.address).toBe('a…@example.org');
    unwrap(await calls['step-up.email.confirm']({ code: codeIn(bench.letters.at(-1)) }));
    expect([service.status().email?.address, await verify(toOld)]).toEqual(['e…@example.org', 'refused']);
  });

  it('is the one to which the mail went, also when another could not be sent', async () => {
    await calls['step-up.email.begin']({ address: ADDRESS, grant: undefined });
    bench.pass(30);
    bench.mail = (letter) => {
      bench.letters.push(letter);
      return Promise.resolve({ ok: false, message: 'It did not answer in time.', isPassing: true });
    };
    const failed = await calls['step-up.email.begin']({ address: 'eve@example.org', grant: undefined });
    expect(failed).toMatchObject({ code: 'mail-failed' });
    for (const letter of bench.letters) {
      expect(await calls['step-up.email.confirm']({ code: codeIn(letter) })).toMatchObject({ code: 'not-identified' });
    }
    expect(service.status().email).toBeNull();
  });

  it('is not guessed', async () => {
    await calls['step-up.email.begin']({ address: ADDRESS, grant: undefined });
    for (let time = 0; time < 5; time += 1) await calls['step-up.email.confirm']({ code: '999999' });
    const code = codeIn(bench.letters.at(-1));
    expect(await calls['step-up.email.confirm']({ code })).toMatchObject({ code: 'not-found' });
  });

  it('must be of a domain that the policy names', async () => {
    bench.setPolicy({ stepUp: { emailDomains: ['example.com'] } });
    expect(await calls['step-up.email.begin']({ address: ADDRESS, grant: undefined })).toMatchObject({
      code: 'not-allowed',
    });
    expect(bench.letters).toEqual([]);
  });

  it('leaves recovery codes as they are when it comes second, and when it goes first', async () => {
    const { recoveryCodes } = await enrolAuthenticator(bench, calls);
    expect(await enrolEmail(bench, calls)).toEqual([]);
    expect((await calls['step-up.remove']({ method: 'email', grant: undefined })).ok).toBe(true);
    expect([service.status().email, service.status().recoveryCodesLeft]).toEqual([null, 10]);
    expect(await verify(recoveryCodes[9] ?? '')).toBe('passed');
  });
});

describe('recovery codes', () => {
  it('are replaced altogether', async () => {
    const { recoveryCodes: old } = await enrolAuthenticator(bench, calls);
    await verify(old[0] ?? '');
    const { recoveryCodes } = unwrap(await calls['step-up.recovery.renew']({ grant: undefined }));
    expect([recoveryCodes.length, service.status().recoveryCodesLeft]).toEqual([10, 10]);
    expect([await verify(old[1] ?? ''), await verify(recoveryCodes[0] ?? '')]).toEqual(['refused', 'passed']);
    expect(bench.bodies('step-up-changed').at(-1)).toEqual({
      method: 'recovery-code',
      change: 'renewed',
      by: 'employee',
    });
  });

  it('are made with a second method when none are left', async () => {
    const { recoveryCodes } = await enrolAuthenticator(bench, calls);
    for (const code of recoveryCodes) expect(await verify(code)).toBe('passed');
    expect(service.verifier.methods()).toEqual(['authenticator']);
    expect(await enrolEmail(bench, calls)).toHaveLength(10);
  });

  it('need a method to stand in for, and a policy that has them', async () => {
    expect(await calls['step-up.recovery.renew']({ grant: undefined })).toMatchObject({ code: 'not-found' });
    bench.setPolicy({ stepUp: { methods: ['authenticator'] } });
    const { recoveryCodes } = await enrolAuthenticator(bench, calls);
    expect([recoveryCodes, service.verifier.methods()]).toEqual([[], ['authenticator']]);
    expect(await calls['step-up.recovery.renew']({ grant: undefined })).toMatchObject({ code: 'not-allowed' });
  });

  it('can be removed alone', async () => {
    await enrolAuthenticator(bench, calls);
    expect((await calls['step-up.remove']({ method: 'recovery-code', grant: undefined })).ok).toBe(true);
    expect(service.verifier.methods()).toEqual(['authenticator']);
    expect(recoveryCodesLeft(bench.facts().get(RECOVERY))).toBe(0);
  });
});

describe('what is secret', () => {
  it('is in no audit record and in no status', async () => {
    const { secret, recoveryCodes, shown } = await enrolAuthenticator(bench, calls);
    await enrolEmail(bench, calls);
    const code = shown(0);
    await verify(code);
    await verify(recoveryCodes[0] ?? '');
    const told = JSON.stringify([bench.events, service.status(), bench.prompts]);
    for (const hidden of [secret, code, ADDRESS, ...recoveryCodes]) expect(told).not.toContain(hidden);
  });
});
