import { describe, expect, it } from 'vitest';
import { type AuditEvent, auditEventSchema } from '../../contract/audit.ts';
import type { PromptReason } from '../../contract/step-up.ts';
import type { Decision } from '../../contract/verdict.ts';
import type { LockOutcome, Platform } from '../platform/platform.ts';
import { type SimulatedOptions, createSimulatedPlatform } from '../platform/simulated.ts';
import { createResponder, isNoteworthy } from './responder.ts';
import type { StepUp, StepUpAnswer } from './step-up.ts';

const none = (reason: Decision['reason'], withheld: Decision['withheld'] = null): Decision => ({
  action: 'none',
  reason,
  withheld,
});
const LOCK: Decision = { action: 'lock', reason: 'below-lock', withheld: null };
const PROMPT: Decision = { action: 'prompt', reason: 'below-prompt', withheld: null };
const ASKED = none('already-asked');
const EVIDENCE = { trust: 25, modality: 'keyboard' } as const;

interface Timer {
  readonly callback: () => void;
  readonly ms: number;
}

/** Timers that run when the test says so. */
const manualTimers = () => {
  const pending: Timer[] = [];
  return {
    pending,
    schedule: (callback: () => void, ms: number) => {
      const timer = { callback, ms };
      pending.push(timer);
      return () => void pending.splice(pending.indexOf(timer), pending.includes(timer) ? 1 : 0);
    },
    /** Runs the oldest and gives its delay. */
    fire: (): number => {
      const timer = pending.shift();
      if (timer === undefined) throw new Error('no timer is pending');
      timer.callback();
      return timer.ms;
    },
  };
};

/** A step-up whose questions the test answers. */
const manualStepUp = () => {
  const questions: {
    readonly reason: PromptReason;
    readonly signal: AbortSignal;
    readonly answer: (answer: StepUpAnswer) => void;
    readonly break: (error: Error) => void;
  }[] = [];
  const stepUp: StepUp = {
    enrolled: true,
    ask: (reason, signal) =>
      new Promise((resolve, reject) => {
        questions.push({ reason, signal, answer: resolve, break: reject });
      }),
  };
  return { questions, stepUp };
};

const NO_METHOD: StepUp = { enrolled: false, ask: () => Promise.reject(new Error('there is no method')) };

const setUp = (
  options: SimulatedOptions & {
    readonly stepUp?: StepUp;
    readonly auditFails?: boolean;
    readonly platform?: Pick<Platform, 'lock' | 'notify'>;
  } = {},
) => {
  const simulated = createSimulatedPlatform(options);
  const log: AuditEvent[] = [];
  const actions: string[] = [];
  const locked: LockOutcome[] = [];
  const timers = manualTimers();
  let genuine = 0;
  let recovered = 0;
  let ids = 0;
  const responder = createResponder({
    platform: options.platform ?? simulated,
    audit: (event) => {
      if (options.auditFails === true) throw new Error('disk full');
      log.push(auditEventSchema.parse(event));
    },
    newId: () => `d${String((ids += 1))}`,
    schedule: timers.schedule,
    stepUp: options.stepUp ?? NO_METHOD,
    onAction: (action, because) => actions.push(because === 'doubt' ? action : `${action} by a rule`),
    onGenuine: () => (genuine += 1),
    onRecovered: () => (recovered += 1),
    onLocked: (outcome) => locked.push(outcome),
  });
  const handle = async (...decisions: readonly Decision[]): Promise<void> => {
    await Promise.all(decisions.map((decision) => responder.handle(decision, EVIDENCE)));
  };
  const kinds = (): readonly string[] =>
    log.map(({ kind, body }) => ('action' in body ? `${kind} ${body.action}` : kind));
  return {
    simulated,
    log,
    actions,
    locked,
    timers,
    responder,
    handle,
    kinds,
    genuine: () => genuine,
    recovered: () => recovered,
  };
};

/** Lets promises that are already settled be followed up. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe('what is written', () => {
  it('is the decision, the intent before the action, and what came of it', async () => {
    const { handle, log, simulated } = setUp();
    await handle(LOCK);
    expect(log).toEqual([
      {
        kind: 'decision',
        body: {
          decisionId: 'd1',
          action: 'lock',
          reason: 'below-lock',
          withheld: null,
          trust: 25,
          modality: 'keyboard',
        },
      },
      { kind: 'action-intended', body: { decisionId: 'd1', action: 'lock' } },
      {
        kind: 'action-done',
        body: {
          decisionId: 'd1',
          action: 'lock',
          ok: true,
          method: 'simulated',
          message: 'The simulated workstation is locked.',
        },
      },
    ]);
    expect(simulated.calls).toHaveLength(1);
  });

  it('is one row for a run of windows that withhold the same, and a new one for the next run', async () => {
    const { handle, log, actions } = setUp();
    const withheld = none('shadow', 'prompt');
    await handle(none('trusted'), withheld, withheld, none('shadow', 'lock'), none('trusted'), withheld);
    expect(log.map(({ body }) => ('withheld' in body ? body.withheld : null))).toEqual(['prompt', 'lock', 'prompt']);
    expect(actions).toEqual([]);
  });

  it('is nothing on an ordinary day', async () => {
    const { handle, log } = setUp();
    await handle(none('learning'), none('trusted'), none('paused'), none('already-locked'), none('trusted'));
    expect(log).toEqual([]);
  });

  it.each([
    [null, none('recovered'), true],
    [none('recovered'), none('recovered'), false],
    [null, none('not-ready', 'lock'), true],
    [none('not-ready', 'lock'), none('shadow', 'lock'), true],
    [none('shadow', 'lock'), none('shadow', 'lock'), false],
    [PROMPT, ASKED, false],
    [null, none('trusted'), false],
  ])('after %j, %j: %j', (previous, next, noteworthy) => {
    expect(isNoteworthy(previous, next)).toBe(noteworthy);
  });
});

describe('a prompt without a method to step up', () => {
  it('tells the employee once, and is open until trust is back', async () => {
    const { handle, responder, simulated, kinds, actions } = setUp();
    expect(responder.asked()).toBe(false);
    await handle(PROMPT, ASKED, PROMPT);
    expect(responder.asked()).toBe(true);
    expect(simulated.calls).toEqual([
      {
        kind: 'notify',
        notice: {
          title: 'Is it still you?',
          body: 'The typing on this workstation does not look like yours, and it will lock if this goes on.',
          urgency: 'critical',
        },
      },
    ]);
    await handle(none('recovered'));
    expect(responder.asked()).toBe(false);
    expect(actions).toEqual(['prompt']);
    expect(kinds()).toEqual(['decision prompt', 'action-intended notify', 'action-done notify', 'decision none']);
  });

  it('is open as soon as it is handled, so that the next window does not ask again', () => {
    const { responder } = setUp();
    void responder.handle(PROMPT, EVIDENCE);
    expect(responder.asked()).toBe(true);
  });

  it('warns when nobody could be told', async () => {
    const { handle, responder } = setUp({ withoutNotifications: true });
    await handle(PROMPT);
    expect(responder.warnings()).toEqual([
      'The employee could not be told of the doubt: The simulated desktop shows no notifications.',
    ]);
  });

  it('stays open through a pause, and is settled when the mode no longer acts', async () => {
    const { handle, responder } = setUp();
    await handle(PROMPT, none('paused'));
    expect(responder.asked()).toBe(true);
    await handle(none('shadow', 'prompt'));
    expect(responder.asked()).toBe(false);
  });
});

describe('a prompt for a code', () => {
  it('passed, says that the hands are genuine', async () => {
    const { questions, stepUp } = manualStepUp();
    const { handle, responder, log, genuine, simulated } = setUp({ stepUp });
    await handle(PROMPT);
    expect(responder.asked()).toBe(true);
    questions[0]?.answer('passed');
    await turn();
    expect(responder.asked()).toBe(false);
    expect(genuine()).toBe(1);
    expect(simulated.calls).toEqual([]);
    expect(log.at(-1)?.body).toEqual({
      decisionId: 'd1',
      action: 'prompt',
      ok: true,
      method: 'step-up',
      message: 'passed',
    });
  });

  it.each(['failed', 'timed-out'] as const)('%s, locks under the same decision', async (answer) => {
    const { questions, stepUp } = manualStepUp();
    const { handle, responder, kinds, log, actions, genuine } = setUp({ stepUp });
    await handle(PROMPT);
    questions[0]?.answer(answer);
    await turn();
    await responder.settled();
    expect(kinds()).toEqual([
      'decision prompt',
      'action-intended prompt',
      'action-done prompt',
      'action-intended lock',
      'action-done lock',
    ]);
    expect(new Set(log.map(({ body }) => ('decisionId' in body ? body.decisionId : null)))).toEqual(new Set(['d1']));
    expect(actions).toEqual(['prompt', 'lock']);
    expect(genuine()).toBe(0);
  });

  it('is withdrawn when trust recovers, and a late answer changes nothing', async () => {
    const { questions, stepUp } = manualStepUp();
    const { handle, responder, log, simulated, genuine } = setUp({ stepUp });
    await handle(PROMPT, none('recovered'));
    expect(questions[0]?.signal.aborted).toBe(true);
    expect(log.map(({ body }) => ('message' in body ? body.message : null)).filter((text) => text !== null)).toEqual([
      'withdrawn: recovered',
    ]);
    questions[0]?.answer('failed');
    await turn();
    await responder.settled();
    expect(simulated.calls).toEqual([]);
    expect(genuine()).toBe(0);
  });

  it('is not withdrawn by what a modality says that may not act', async () => {
    const { questions, stepUp } = manualStepUp();
    const { handle, responder } = setUp({ stepUp });
    await handle(PROMPT, none('not-ready'), none('not-ready', 'prompt'));
    expect(questions[0]?.signal.aborted).toBe(false);
    expect(responder.asked()).toBe(true);
  });

  it('is withdrawn by a lock', async () => {
    const { questions, stepUp } = manualStepUp();
    const { handle, responder } = setUp({ stepUp });
    await handle(PROMPT, LOCK);
    expect(questions[0]?.signal.aborted).toBe(true);
    expect(responder.asked()).toBe(false);
  });

  it('that breaks becomes a notification, and a warning', async () => {
    const { questions, stepUp } = manualStepUp();
    const { handle, responder, simulated, kinds } = setUp({ stepUp });
    await handle(PROMPT);
    questions[0]?.break(new Error('window lost'));
    await turn();
    await responder.settled();
    expect(responder.asked()).toBe(true);
    expect(simulated.calls.map(({ kind }) => kind)).toEqual(['notify']);
    expect(responder.warnings()).toEqual(['The employee could not be asked for a code: window lost']);
    expect(kinds().slice(-3)).toEqual(['action-done prompt', 'action-intended notify', 'action-done notify']);
  });

  it('is a notification while no method is enrolled', async () => {
    const { stepUp } = manualStepUp();
    const { handle, simulated } = setUp({ stepUp: { ...stepUp, enrolled: false } });
    await handle(PROMPT);
    expect(simulated.calls.map(({ kind }) => kind)).toEqual(['notify']);
  });
});

describe('a code that a rule has asked for', () => {
  it('is asked for with its reason, written down, and answered like any other', async () => {
    const { questions, stepUp } = manualStepUp();
    const { responder, log, actions, genuine } = setUp({ stepUp });
    responder.recheck('unlock', 100);
    expect(questions.map(({ reason }) => reason)).toEqual(['unlock']);
    expect(log[0]).toEqual({
      kind: 'decision',
      body: { decisionId: 'd1', action: 'prompt', reason: 'recheck', withheld: null, trust: 100, modality: 'none' },
    });
    questions[0]?.answer('passed');
    await turn();
    expect(genuine()).toBe(1);
    expect(actions).toEqual(['prompt by a rule']);
  });

  it('is not settled by hands that look right, while a doubt is', async () => {
    const { questions, stepUp } = manualStepUp();
    const { handle, responder, recovered } = setUp({ stepUp });
    responder.recheck('unlock', 100);
    await handle(none('recovered'), none('trusted'));
    expect(questions[0]?.signal.aborted).toBe(false);
    expect([responder.asked(), recovered()]).toEqual([true, 0]);
    responder.left();
    expect(questions[0]?.signal.aborted).toBe(true);
    await handle(PROMPT, none('recovered'));
    expect(questions[1]?.signal.aborted).toBe(true);
    expect(recovered()).toBe(1);
  });

  it('is not asked for twice, nor where there is no method', () => {
    const { questions, stepUp } = manualStepUp();
    const { responder } = setUp({ stepUp });
    responder.recheck('unlock', 100);
    responder.recheck('resume', 100);
    expect(questions).toHaveLength(1);
    const without = setUp();
    without.responder.recheck('unlock', 100);
    expect([without.log, without.responder.asked()]).toEqual([[], false]);
  });

  it('that is not given locks', async () => {
    const { questions, stepUp } = manualStepUp();
    const { responder, simulated } = setUp({ stepUp });
    responder.recheck('resume', 100);
    questions[0]?.answer('timed-out');
    await turn();
    await responder.settled();
    expect(await simulated.lockState()).toBe('locked');
  });
});

describe('a lock by a rule', () => {
  it('is decided, meant, done and written down, and withdraws what was asked', async () => {
    const { questions, stepUp } = manualStepUp();
    const { responder, kinds, actions, log } = setUp({ stepUp });
    responder.recheck('unlock', 100);
    await responder.lockBy('inactive', 100);
    expect(questions[0]?.signal.aborted).toBe(true);
    expect(actions).toEqual(['prompt by a rule', 'lock by a rule']);
    expect(kinds().slice(2)).toEqual([
      'decision lock',
      'action-done prompt',
      'action-intended lock',
      'action-done lock',
    ]);
    expect(log[2]?.body).toMatchObject({ reason: 'inactive', modality: 'none', trust: 100 });
    await responder.lockBy('agent-death', 100);
    expect(actions).toHaveLength(2);
  });
});

describe('a lock', () => {
  it('is done once for a run of windows', async () => {
    const { handle, simulated, actions, locked } = setUp();
    await handle(LOCK, LOCK, LOCK);
    expect(simulated.calls).toHaveLength(1);
    expect(actions).toEqual(['lock']);
    expect(locked).toHaveLength(1);
  });

  it('that fails is tried again, later each time, until it works, and is a warning meanwhile', async () => {
    const { handle, responder, timers, kinds, simulated, actions } = setUp({ lockFailures: 8 });
    await handle(LOCK);
    expect(responder.warnings()).toEqual([
      'The workstation could not be locked: The simulated lock failed, as it was told to.',
    ]);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      waits.push(timers.fire());
      await responder.settled();
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(responder.warnings()).toEqual([]);
    expect(await simulated.lockState()).toBe('locked');
    expect(kinds()).toEqual(['decision lock', 'action-intended lock', ...Array<string>(9).fill('action-done lock')]);
    expect(actions).toEqual(['lock']);
  });

  it('that fails is not tried again once trust is back, and goes on through doubt and pause', async () => {
    const { handle, timers, simulated } = setUp({ lockFailures: 2 });
    await handle(LOCK);
    await handle(PROMPT, ASKED, none('paused'));
    expect(timers.pending).toHaveLength(1);
    expect(simulated.calls.map(({ kind }) => kind)).toEqual(['lock']);
    await handle(none('trusted'));
    expect(timers.pending).toEqual([]);
  });

  it('that fails after trust is back is not tried again', async () => {
    let finish: (outcome: LockOutcome) => void = () => undefined;
    const platform = {
      ...createSimulatedPlatform(),
      lock: () => new Promise<LockOutcome>((resolve) => (finish = resolve)),
    };
    const { handle, responder, timers } = setUp({ platform });
    const first = handle(LOCK);
    await handle(none('trusted'));
    finish({ ok: false, method: 'none', confirmed: false, message: 'No.' });
    await first;
    expect(timers.pending).toEqual([]);
    expect(responder.warnings()).toEqual(['The workstation could not be locked: No.']);
  });

  it('that is not confirmed is a warning, and may be repeated after a rest', async () => {
    const { handle, responder, timers, simulated, actions } = setUp({ withoutLocker: true });
    await handle(LOCK);
    await handle(LOCK);
    expect(responder.warnings()).toEqual(['No simulated screen locker answered the lock.']);
    expect(simulated.calls).toHaveLength(1);
    expect(timers.fire()).toBe(10_000);
    await handle(LOCK);
    expect(simulated.calls).toHaveLength(2);
    expect(actions).toEqual(['lock', 'lock']);
  });

  it('may follow an unlock at once', async () => {
    const { handle, responder, timers, simulated } = setUp();
    await handle(LOCK);
    simulated.unlock();
    responder.reset();
    expect(timers.pending).toEqual([]);
    await handle(LOCK);
    expect(simulated.calls).toHaveLength(2);
  });

  it('is done though the log cannot be written, which is a warning', async () => {
    const { handle, responder, simulated } = setUp({ auditFails: true });
    await handle(LOCK);
    expect(await simulated.lockState()).toBe('locked');
    expect(responder.warnings()).toEqual(['The audit log could not be written: disk full']);
  });

  it('is a failure, not a crash, when the platform throws', async () => {
    const platform = {
      ...createSimulatedPlatform(),
      lock: (): Promise<LockOutcome> => {
        throw new Error('adapter broke');
      },
    };
    const { handle, responder, timers } = setUp({ platform });
    await handle(LOCK);
    expect(responder.warnings()).toEqual(['The workstation could not be locked: adapter broke']);
    expect(timers.pending).toHaveLength(1);
  });
});

describe('close', () => {
  it('ends prompts and retries, and handles nothing more', async () => {
    const { questions, stepUp } = manualStepUp();
    const asking = setUp({ stepUp });
    await asking.handle(PROMPT);
    asking.responder.close();
    expect(questions[0]?.signal.aborted).toBe(true);
    const locking = setUp({ lockFailures: 1 });
    await locking.handle(LOCK);
    locking.responder.close();
    expect(locking.timers.pending).toEqual([]);
    await locking.handle(LOCK);
    expect(locking.simulated.calls).toHaveLength(1);
  });
});
