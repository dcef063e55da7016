/** Codes with everything real but the clock, the hands and the mail server: `access.db` is on the disk. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOTP, Secret } from 'otpauth';
import type { AuditEvent } from '../../contract/audit.ts';
import { policySchema, type Policy } from '../../contract/policy.ts';
import { ok, unwrap, type Result } from '../../contract/result.ts';
import type { CodePrompt } from '../../contract/step-up.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import type { Secrets } from '../keys/secrets.ts';
import type { Letter, MailOutcome } from '../mail/mailer.ts';
import { stepAt } from './authenticator.ts';
import type { Require, StepUpCalls } from './step-up-calls.ts';
import { createStepUpService, type StepUpService } from './step-up.ts';

export const KEY = new Uint8Array(32).fill(9);
const BEGIN = Date.parse('2026-03-02T09:00:00Z');
export const ADDRESS = 'ada@example.org';
const MAIL = { host: 'mail.example.org', from: 'samehand@example.org' };

/** Bytes that are the same in every run. */
const repeatableBytes = (): ((length: number) => Uint8Array) => {
  let drawn = 0;
  return (length) => {
    drawn += 1;
    return createHash('shake256', { outputLength: length }).update(String(drawn)).digest();
  };
};

interface Timer {
  readonly callback: () => void;
  readonly at: number;
}

/** @throws where a number that a mail should hold is not in it */
export const codeIn = (letter: Letter | undefined): string => {
  const code = /\b\d{6}\b/.exec(letter?.text ?? '')?.[0];
  if (code === undefined) throw new Error('no code in the mail');
  return code;
};

/** Clocks and ports that tests turn; `open` makes the service on the files, as a new process would. */
export const createBench = () => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-step-up-'));
  const path = join(folder, 'access.db');
  const events: AuditEvent[] = [];
  const prompts: (CodePrompt | null)[] = [];
  const letters: Letter[] = [];
  const secrets: Secrets = createMemorySecrets();
  const randomBytes = repeatableBytes();
  const timers = new Set<Timer>();
  let policy: Policy = policySchema.parse({ mail: MAIL });
  let wall = BEGIN;
  let monotonic = 0;
  let ids = 0;
  let store: AccessStore | null = null;

  const bench = {
    folder,
    path,
    events,
    prompts,
    letters,
    secrets,
    isDoubting: false,
    onPrompt: (prompt: CodePrompt | null): void => {
      prompts.push(prompt);
    },
    require: ((need) => ok(need === 'administrator' ? need : 'employee')) as Require,
    mail: (letter: Letter): Promise<MailOutcome> => {
      letters.push(letter);
      return Promise.resolve({ ok: true, message: '', isPassing: false });
    },
    now: () => wall,
    monotonicMs: () => monotonic,
    policy: () => policy,
    setPolicy: (document: object): void => {
      policy = policySchema.parse({ mail: MAIL, ...document });
    },
    /** Only the clock that somebody can set. */
    setClock: (seconds: number): void => {
      wall += seconds * 1_000;
    },
    /** Both clocks go on, and what was scheduled happens. */
    pass: (seconds: number): void => {
      wall += seconds * 1_000;
      monotonic += seconds * 1_000;
      for (const timer of [...timers].filter(({ at }) => at <= monotonic)) {
        timers.delete(timer);
        timer.callback();
      }
    },
    timers: () => timers.size,
    facts: () => {
      if (store === null) throw new Error('the bench is not open');
      return store.facts;
    },
    /** A new process on the same files: its monotonic clock begins anew. */
    open: async (): Promise<{ readonly service: StepUpService; readonly calls: StepUpCalls }> => {
      store?.close();
      store = unwrap(openAccess({ path, key: KEY }));
      monotonic = 0;
      timers.clear();
      const service = await createStepUpService({
        facts: store.facts,
        secrets,
        mail: (letter) => bench.mail(letter),
        policy: () => policy,
        account: 'ada@desk',
        now: () => wall,
        monotonicMs: () => monotonic,
        schedule: (callback, ms) => {
          const timer = { callback, at: monotonic + ms };
          timers.add(timer);
          return () => void timers.delete(timer);
        },
        newId: () => `id-${String((ids += 1))}`,
        randomBytes,
        audit: (event) => void events.push(event),
        onPrompt: (prompt) => {
          bench.onPrompt(prompt);
        },
      });
      const calls = service.createCalls(
        (need, grant) => bench.require(need, grant),
        () => bench.isDoubting,
      );
      return { service, calls };
    },
    bodies: (kind: AuditEvent['kind']): readonly unknown[] =>
      events.filter((event) => event.kind === kind).map(({ body }) => body),
    close: (): void => {
      store?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
};
export type Bench = ReturnType<typeof createBench>;

/** What an authenticator with this secret shows, in steps of 30 s from now. */
export const shownBy = (secret: string, now: () => number) => (steps: number) =>
  HOTP.generate({ secret: Secret.fromBase32(secret), counter: stepAt(now()) + steps, digits: 6, algorithm: 'SHA1' });

/** Sets an authenticator up, and leaves the clock where the next code is another than the one that confirmed it. */
export const enrolAuthenticator = async (bench: Bench, calls: StepUpCalls) => {
  const { secret } = unwrap(await calls['step-up.authenticator.begin']({}));
  const shown = shownBy(secret, bench.now);
  const { recoveryCodes } = unwrap(await calls['step-up.authenticator.confirm']({ code: shown(0) }));
  bench.pass(60);
  return { secret, shown, recoveryCodes };
};

export const enrolEmail = async (bench: Bench, calls: StepUpCalls, address = ADDRESS): Promise<readonly string[]> => {
  unwrap(await calls['step-up.email.begin']({ address }));
  const confirmed: Result<{ recoveryCodes: string[] }> = await calls['step-up.email.confirm']({
    code: codeIn(bench.letters.at(-1)),
  });
  bench.pass(60);
  return unwrap(confirmed).recoveryCodes;
};
