import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../../contract/result.ts';
import { controlAddress } from '../../../control/address.ts';
import { startControlServer, type ControlServer } from '../../../control/control-server.ts';
import type { Handlers } from '../../../control/dispatch.ts';
import {
  codeIn,
  createBench,
  enrolAuthenticator,
  enrolEmail,
  shownBy,
  type Bench,
} from '../../../step-up/bench.fixture.ts';
import type { StepUpService } from '../../../step-up/step-up.ts';

const PROGRAM = fileURLToPath(new URL('code-program.fixture.ts', import.meta.url));
const GRANT = 'g'.repeat(43);
const LIMIT_MS = 30_000;

let bench: Bench;
let service: StepUpService;
let server: ControlServer;
let shown: (steps: number) => string;
let recoveryCodes: readonly string[];
let watching: () => void;
let watched: Promise<void>;

beforeEach(async () => {
  bench = createBench();
  const opened = await bench.open();
  ({ service } = opened);
  ({ shown, recoveryCodes } = await enrolAuthenticator(bench, opened.calls));
  bench.require = (_need, grant) => (grant === GRANT ? ok('employee') : err('needs-code', 'It needs a code.'));
  watched = new Promise((resolve) => {
    watching = resolve;
  });
  const others: Pick<Handlers, 'watch' | 'authorise'> = {
    watch: () => {
      watching();
      return Promise.resolve(ok({}));
    },
    authorise: async (identification) => {
      if (identification.as !== 'employee') return err('not-identified', 'Not the employee.');
      const { outcome } = await service.verifier.verify(identification.code, null);
      return outcome === 'passed'
        ? ok({ grant: GRANT, until: '' })
        : err('not-identified', 'The code was not accepted.');
    },
  };
  const place = { platform: process.platform, temporary: tmpdir(), uid: process.getuid?.() ?? 0 };
  const handlers = { ...opened.calls, ...others } as Handlers;
  server = await startControlServer(controlAddress(bench.folder, place), handlers, (cause) => {
    throw cause;
  });
  bench.onPrompt = (prompt) => {
    server.push('prompt', { prompt });
  };
});
afterEach(async () => {
  await server.close();
  bench.close();
});

/** The command as a process, whose input is typed as it asks. */
const start = (...args: readonly string[]) => {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, SAMEHAND_HOME: bench.folder } });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const closed = once(child, 'close');
  return {
    /** Waits until it has printed this, and answers with what was found. */
    printed: async (pattern: RegExp): Promise<string> => {
      const limit = AbortSignal.timeout(LIMIT_MS);
      for (;;) {
        const found = pattern.exec(stdout);
        if (found !== null) return found[1] ?? found[0];
        await once(child.stdout, 'data', { signal: limit });
      }
    },
    type: (line: string): void => {
      child.stdin.write(`${line}\n`);
    },
    ended: async () => {
      await closed;
      return { code: child.exitCode, stdout, stderr };
    },
  };
};
const run = (...args: readonly string[]) => start(...args).ended();
const ask = (): Promise<string> => service.prompts.ask('doubt', new AbortController().signal);

describe('samehand code', () => {
  it('says when nothing is asked', async () => {
    expect(await run('code', '123456')).toEqual({
      code: 66,
      stdout: '',
      stderr: 'samehand: No code is being asked for. Wait for it with: --wait\n',
    });
  });

  it('passes on a code that was given, or is typed', async () => {
    const first = ask();
    expect(await run('code', shown(0))).toEqual({ code: 0, stdout: 'The code was accepted.\n', stderr: '' });
    expect(await first).toBe('passed');
    const second = ask();
    const typing = start('code', '--json');
    typing.type(recoveryCodes[0] ?? '');
    const { code, stdout } = await typing.ended();
    expect([code, JSON.parse(stdout)]).toEqual([0, { outcome: 'passed', attemptsLeft: 3, blockedUntil: null }]);
    expect(await second).toBe('passed');
  });

  it('says how many attempts are left, that it locks, and until when none is looked at', async () => {
    const answer = ask();
    expect(await run('code', '000000')).toEqual({
      code: 77,
      stdout: '',
      stderr: 'samehand: The code was not accepted. 2 attempts left; try again with: samehand code\n',
    });
    expect((await run('code', 'x')).stderr).toContain('1 attempt left');
    const last = await run('code', '000000');
    expect([last.code, last.stderr]).toEqual([77, 'samehand: The code was not accepted, and the workstation locks.\n']);
    expect(await answer).toBe('failed');
    void ask();
    const blocked = await run('code', shown(0), '--json');
    expect([blocked.code, JSON.parse(blocked.stderr)]).toEqual([
      75,
      {
        ok: false,
        code: 'throttled',
        message: 'Too many codes were refused. The next is looked at from 2026-03-02T09:01:30.000Z on.',
      },
    ]);
  });

  it('waits until one is asked for', async () => {
    const waiting = start('code', shown(0), '--wait');
    await watched;
    const answer = ask();
    expect((await waiting.ended()).code).toBe(0);
    expect(await answer).toBe('passed');
  });

  it('has one mailed, with a question open and without', async () => {
    await enrolEmail(
      bench,
      service.createCalls(
        () => ok('employee'),
        () => false,
      ),
    );
    expect(await run('code', '--mail')).toMatchObject({
      code: 0,
      stdout: 'A code was mailed to a…@example.org; it is valid until 2026-03-02T09:07:00.000Z.\n',
    });
    bench.pass(60);
    const answer = ask();
    const typing = start('code', '--mail');
    await typing.printed(/was mailed to/);
    typing.type(codeIn(bench.letters.at(-1)));
    expect((await typing.ended()).code).toBe(0);
    expect(await answer).toBe('passed');
  });
});

describe('samehand step-up', () => {
  it('shows what is set up', async () => {
    expect(await run('step-up', 'status')).toEqual({
      code: 0,
      stdout:
        'Authenticator: since 2026-03-02T09:00:00.000Z\n' +
        'Codes by e-mail: none. Set it up with: samehand step-up email <address>\n' +
        'Recovery codes left: 10\n' +
        'Can be answered with now: authenticator, recovery-code\n',
      stderr: '',
    });
  });

  it('sets an authenticator up, after a code of the one before', async () => {
    const setting = start('step-up', 'authenticator');
    setting.type(recoveryCodes[1] ?? '');
    const secret = await setting.printed(/type this into it: ([A-Z2-7]{32})\n/);
    setting.type(shownBy(secret, bench.now)(0));
    const { code, stdout } = await setting.ended();
    expect(code).toBe(0);
    expect(stdout).toMatch(/[▀▄█]{20}/);
    expect(stdout).toMatch(/The authenticator is set up\.\n$/);
    bench.pass(30);
    expect((await service.verifier.verify(shownBy(secret, bench.now)(0), null)).outcome).toBe('passed');
  });

  it('does not without the right code', async () => {
    const setting = start('step-up', 'authenticator');
    setting.type('000000');
    expect(await setting.ended()).toEqual({ code: 77, stdout: '', stderr: 'samehand: The code was not accepted.\n' });
  });

  it('sets codes by e-mail up, for programs too', async () => {
    const setting = start('step-up', 'email', 'ada@example.org', '--json');
    setting.type(recoveryCodes[0] ?? '');
    const begun = JSON.parse(await setting.printed(/^.*\n/));
    expect(begun).toEqual({ type: 'begun', sentTo: 'a…@example.org', until: '2026-03-02T09:06:00.000Z' });
    setting.type(codeIn(bench.letters.at(-1)));
    const { stdout } = await setting.ended();
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('{"type":"confirmed","recoveryCodes":[]}');
    expect(service.status().usable).toContain('email');
  });

  it('makes new recovery codes, and takes methods away', async () => {
    const renewing = start('step-up', 'recovery');
    renewing.type(recoveryCodes[0] ?? '');
    const { stdout } = await renewing.ended();
    const codes = stdout.match(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/g) ?? [];
    expect(codes).toHaveLength(10);
    const removing = start('step-up', 'remove', 'authenticator');
    removing.type(codes[0] ?? '');
    expect((await removing.ended()).stdout).toBe('Removed.\n');
    expect(service.status()).toMatchObject({ authenticator: null, recoveryCodesLeft: 0, usable: [] });
  });

  it('unblocks for an administrator', async () => {
    for (let time = 0; time < 3; time += 1) await service.verifier.verify('000000', null);
    bench.require = () => ok('administrator');
    expect((await run('step-up', 'unblock')).stdout).toBe('Codes are looked at again.\n');
    expect(service.verifier.state().failures).toBe(0);
  });
});
