import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY, createBench, enrolAuthenticator, type Bench } from './bench.fixture.ts';
import type { StepUpCalls } from './step-up-calls.ts';
import type { StepUpService } from './step-up.ts';

const PROGRAM = fileURLToPath(new URL('verify-and-die.fixture.ts', import.meta.url));

describe('a process that is killed between storing and answering', () => {
  let bench: Bench;
  let service: StepUpService;
  let calls: StepUpCalls;
  let secret: string;
  let shown: (steps: number) => string;
  let recoveryCodes: readonly string[];
  beforeEach(async () => {
    bench = createBench();
    ({ service, calls } = await bench.open());
    ({ secret, shown, recoveryCodes } = await enrolAuthenticator(bench, calls));
  });
  afterEach(() => {
    bench.close();
  });

  /** How the process ended: its answer, or the signal. */
  const dying = (code: string, dieAt: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const key = Buffer.from(KEY).toString('hex');
      const args = [PROGRAM, bench.path, key, secret, code, String(bench.now()), dieAt];
      execFile(process.execPath, args, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else if (error.signal === 'SIGKILL') resolve(`${stdout}killed`);
        else reject(new Error(stderr, { cause: error }));
      });
    });
  const verify = async (code: string): Promise<string> => {
    ({ service } = await bench.open());
    return (await service.verifier.verify(code, null)).outcome;
  };

  it('has used the authenticator’s code up', async () => {
    expect(await dying(shown(0), 'code-passed')).toBe('killed');
    expect(await verify(shown(0))).toBe('refused');
    expect(bench.bodies('code-refused')).toMatchObject([{ fault: 'replayed', failures: 1 }]);
  });

  it('has used the recovery code up', async () => {
    const [code = ''] = recoveryCodes;
    expect(await dying(code, 'code-passed')).toBe('killed');
    expect(await verify(code)).toBe('refused');
    expect(bench.bodies('code-refused')).toMatchObject([{ fault: 'replayed' }]);
  });

  it('has counted the failure, so that nobody guesses for nothing', async () => {
    for (let time = 0; time < 3; time += 1) expect(await dying('000000', 'code-refused')).toBe('killed');
    expect(await verify(shown(0))).toBe('blocked');
    expect(service.verifier.state()).toMatchObject({ failures: 3 });
  });

  it('would else have answered', async () => {
    expect(await dying('000000', 'never')).toBe('refused');
    expect(await dying(shown(0), 'never')).toBe('passed');
  });
});
