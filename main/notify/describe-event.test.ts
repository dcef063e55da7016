import { describe, expect, it } from 'vitest';
import { auditEventSchema, type AuditEvent } from '../../contract/audit.ts';
import { NOTIFICATION_KINDS } from '../../contract/policy-delivery.ts';
import { describeEvent } from './describe-event.ts';
import { EVERY_EVENT, PLANTED } from './every-event.fixture.ts';

const kindOf = (event: AuditEvent): string | null => describeEvent(event)?.kind ?? null;

describe('the events that others are told of', () => {
  it('are these, of all there are', () => {
    const schema = auditEventSchema.options.map(({ shape }) => shape.kind.value);
    expect(Object.keys(EVERY_EVENT).sort()).toEqual([...schema].sort());
    const told = Object.values(EVERY_EVENT).flatMap((event) => {
      const kind = kindOf(auditEventSchema.parse(event));
      return kind === null ? [] : [[event.kind, kind] as const];
    });
    expect(Object.fromEntries(told)).toEqual({
      decision: 'doubt',
      'action-done': 'locked',
      'sensor-state': 'not-seeing',
      'policy-changed': 'policy-changed',
      'policy-refused': 'policy-refused',
      'code-refused': 'code-refused',
      'codes-blocked': 'codes-blocked',
      'step-up-changed': 'role-changed',
      'role-changed': 'role-changed',
      'erasure-requested': 'erasure-requested',
      'network-changed': 'strange-network',
      'accommodation-began': 'accommodation',
      'accommodation-ended': 'accommodation',
      'agent-died': 'agent-died',
      ended: 'ended',
      paused: 'paused',
      'storage-degraded': 'storage-degraded',
      'audit-fault-found': 'log-damaged',
    });
    // The one that is missing is a lock that failed: below.
    expect(new Set(told.map(([, kind]) => kind)).size).toBe(NOTIFICATION_KINDS.length - 1);
  });

  it('are told of in fixed words: nothing of a person, an address, a file, a server, or behaviour', () => {
    for (const event of Object.values(EVERY_EVENT)) {
      const description = describeEvent(event);
      if (description === null) continue;
      expect(description.text).toMatch(/^[A-Z][^.]*\.$/);
      for (const planted of PLANTED) expect(description.text).not.toContain(planted);
    }
  });

  it('name the decision where there is one', () => {
    expect(describeEvent(EVERY_EVENT.decision)?.decisionId).toBe('decision-1');
    expect(describeEvent(EVERY_EVENT['action-done'])?.decisionId).toBe('decision-1');
    expect(describeEvent(EVERY_EVENT.paused)?.decisionId).toBeNull();
  });
});

describe('a decision', () => {
  const decided = (over: object): string | null =>
    kindOf({ kind: 'decision', body: { ...EVERY_EVENT.decision.body, ...over } });

  it('is a doubt when the employee is asked because of their hands', () => {
    expect(decided({ action: 'prompt', reason: 'below-prompt' })).toBe('doubt');
    expect(decided({ action: 'notify', reason: 'below-lock' })).toBe('doubt');
  });

  it('is none when it is withheld, a rule of the session, or the lock that is told of itself', () => {
    expect(decided({ action: 'none', reason: 'shadow', withheld: 'prompt' })).toBeNull();
    expect(decided({ action: 'prompt', reason: 'recheck' })).toBeNull();
    expect(decided({ action: 'lock', reason: 'below-lock' })).toBeNull();
  });
});

describe('the words', () => {
  const textOf = (event: AuditEvent): string | undefined => describeEvent(event)?.text;
  const died = (body: Partial<(typeof EVERY_EVENT)['agent-died']['body']>): string | undefined =>
    textOf({ kind: 'agent-died', body: { ...EVERY_EVENT['agent-died'].body, ...body } });

  it('say whether the lock came about', () => {
    const action = EVERY_EVENT['action-done'].body;
    expect(describeEvent({ kind: 'action-done', body: { ...action, ok: false } })).toEqual({
      kind: 'lock-failed',
      text: 'The agent tried to lock the workstation and could not; it keeps trying.',
      decisionId: 'decision-1',
    });
    expect(kindOf({ kind: 'action-done', body: { ...action, action: 'prompt' } })).toBeNull();
    expect(died({ which: 'main', response: 'lock', ok: true })).toBe(
      'The agent was ended by force, and the workstation was locked.',
    );
    expect(died({ which: 'sensor', response: 'lock', ok: false })).toBe(
      'The part of the agent that sees keyboard and pointer was ended by force, and the workstation could not be locked.',
    );
    expect(died({ which: 'main', response: 'none', ok: true })).toBe('The agent was ended by force.');
  });

  it('count', () => {
    const change = { path: 'mode', from: 'learn', to: 'enforce' };
    const changed = (changes: number): AuditEvent => ({
      kind: 'policy-changed',
      body: {
        source: 'local',
        by: 'administrator',
        reason: 'x',
        changes: Array.from({ length: changes }, () => change),
      },
    });
    expect(textOf(changed(1))).toBe('The policy in force has changed: 1 setting is different.');
    expect(textOf(changed(3))).toBe('The policy in force has changed: 3 settings are different.');
    expect(textOf({ kind: 'paused', body: { minutes: 10, by: 'employee' } })).toBe(
      'Watching is paused for 10 minutes.',
    );
  });

  it('say who could end the agent, and until when codes are blocked', () => {
    expect(textOf({ kind: 'ended', body: { by: 'x', isAuthorised: true } })).toMatch(/^Somebody who may has ended/);
    expect(textOf({ kind: 'ended', body: { by: 'x', isAuthorised: false } })).toMatch(/did not prove that they may/);
    expect(textOf({ kind: 'codes-blocked', body: { failures: 9, waitSeconds: 60 } })).toMatch(
      /none is accepted for a while/,
    );
    expect(textOf({ kind: 'codes-blocked', body: { failures: 100, waitSeconds: null } })).toMatch(
      /until an administrator/,
    );
  });

  it('are for conditions that are bad only', () => {
    const sensor = (state: string): string | null =>
      kindOf({ kind: 'sensor-state', body: { state, reason: '', restarts: 0 } });
    expect(['starting', 'running', 'degraded', 'restarting', 'stopped'].map(sensor)).toEqual([
      null,
      null,
      'not-seeing',
      'not-seeing',
      null,
    ]);
    const network = (score: number | null): string | null =>
      kindOf({ kind: 'network-changed', body: { network: 'n', score } });
    expect([0, 0.1, 1, null].map(network)).toEqual(['strange-network', null, null, null]);
  });
});
