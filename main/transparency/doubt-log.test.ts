import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { doubtsSchema, type Doubt } from '../../contract/history.ts';
import { doubtsIn } from './doubt-log.ts';
import { isoSeconds } from './iso-seconds.ts';

const NINE = Date.UTC(2026, 0, 5, 9);
type Body = Extract<AuditEvent, { kind: 'decision' }>['body'];

const decision = (decisionId: string, changes: Partial<Body> = {}): AuditEvent => ({
  kind: 'decision',
  body: {
    decisionId,
    action: 'prompt',
    reason: 'below-prompt',
    withheld: null,
    trust: 57,
    modality: 'keyboard',
    ...changes,
  },
});
const lockDecision = (id: string): AuditEvent => decision(id, { action: 'lock', reason: 'below-lock', trust: 20 });
const recovered = decision('r', { action: 'none', reason: 'recovered', trust: 90 });
const shadow = (id: string, withheld: 'prompt' | 'lock', trust = 50): AuditEvent =>
  decision(id, { action: 'none', reason: 'shadow', withheld, trust });
const done = (decisionId: string, action: 'lock' | 'notify' | 'prompt', ok = true): AuditEvent => ({
  kind: 'action-done',
  body: { decisionId, action, ok, method: 'm', message: '' },
});
const passed = (promptId: string | null): AuditEvent => ({
  kind: 'code-passed',
  body: { promptId, method: 'authenticator', driftSeconds: 0 },
});
const locked: AuditEvent = { kind: 'session-locked', body: { by: 'linux' } };
const started: AuditEvent = { kind: 'agent-started', body: { version: '1', mode: 'enforce', platform: 'linux' } };
const claimed = (decisionId: string): AuditEvent => ({ kind: 'doubt-claimed', body: { decisionId, by: 'employee' } });

/** One a minute, or at the minute given. */
type Written = AuditEvent | readonly [number, AuditEvent];

const doubts = (...events: Written[]): readonly Doubt[] => {
  const records = events.map((each, index) => {
    const [minute, { kind, body }] = 'kind' in each ? [index, each] : each;
    return { seq: index + 1, at: isoSeconds(NINE + minute * 60_000), kind, body };
  });
  const found = doubtsIn(records).map(({ doubt }) => doubt);
  expect(doubtsSchema.shape.doubts.safeParse(found).success).toBe(true);
  return found;
};
const outcomes = (...events: Written[]): readonly Doubt['outcome'][] => doubts(...events).map(({ outcome }) => outcome);

describe('what became of a doubt', () => {
  it('is told with what was decided', () => {
    expect(doubts(decision('d'))).toEqual([
      {
        decisionId: 'd',
        at: '2026-01-05T09:00:00Z',
        action: 'prompt',
        withheld: null,
        trust: 57,
        modality: 'keyboard',
        outcome: 'open',
        claimedAt: null,
      },
    ]);
  });

  it('is the right code, but not one that opened a call', () => {
    expect(outcomes(decision('d'), passed(null))).toEqual(['open']);
    expect(outcomes(decision('d'), passed('p'))).toEqual(['passed']);
  });

  it('is the lock: by the agent, after refused codes, or by whoever sat there', () => {
    expect(outcomes(decision('d'), done('d', 'lock'))).toEqual(['locked']);
    expect(doubts(decision('d'), done('d', 'lock'))[0]?.action).toBe('lock');
    expect(outcomes(decision('d'), locked)).toEqual(['locked']);
    expect(outcomes(decision('d'), done('d', 'lock', false))).toEqual(['open']);
    // A code passed after the lock says who came back, not who was there.
    expect(outcomes(decision('d'), done('d', 'lock'), locked, passed('p'))).toEqual(['locked']);
  });

  it('is that the hands looked right again', () => {
    expect(outcomes(decision('d'), recovered)).toEqual(['recovered']);
    expect(outcomes(decision('d'), recovered, passed('p'), locked)).toEqual(['recovered']);
  });

  it('is a notification where no code could be asked for, unless more came of it', () => {
    expect(outcomes(decision('d'), done('d', 'notify'))).toEqual(['notified']);
    expect(outcomes(decision('d'), done('d', 'notify'), locked)).toEqual(['locked']);
    expect(outcomes(decision('d'), done('d', 'notify'), recovered)).toEqual(['recovered']);
  });

  it('is not known of what was held back, whatever came after it', () => {
    expect(outcomes(shadow('d', 'prompt'), passed('p'), locked, recovered)).toEqual(['withheld']);
  });

  it('may be a code that is owed after a restart', () => {
    expect(outcomes(decision('d'), started, passed('p'))).toEqual(['passed']);
  });
});

describe('decisions', () => {
  it('of a rule, and those that nothing follows from, are no doubts', () => {
    const rule = (reason: Body['reason'], action: Body['action']): AuditEvent =>
      decision(reason, { reason, action, modality: 'none', trust: 100 });
    expect(doubts(rule('recheck', 'prompt'), rule('inactive', 'lock'), rule('agent-death', 'lock'), recovered)).toEqual(
      [],
    );
  });

  it('to ask and then to lock are one doubt, with the lowest trust', () => {
    const found = doubts(decision('d'), lockDecision('e'), done('e', 'lock'), locked);
    expect(found).toEqual([expect.objectContaining({ decisionId: 'd', action: 'lock', trust: 20, outcome: 'locked' })]);
  });

  it('that are held back are one doubt while it lasts, with the most that was held back', () => {
    expect(doubts(shadow('a', 'prompt'), shadow('b', 'lock', 10), shadow('c', 'prompt'))).toEqual([
      expect.objectContaining({ decisionId: 'a', action: 'none', withheld: 'lock', trust: 10, outcome: 'withheld' }),
    ]);
    // By the one modality it is held back, by the other it is not.
    expect(doubts(shadow('a', 'lock'), decision('b'), passed('p'))).toEqual([
      expect.objectContaining({ decisionId: 'a', action: 'prompt', withheld: null, outcome: 'passed' }),
    ]);
  });

  it('are of different doubts when the first was settled, is the same again, is long ago, or of an agent before', () => {
    const ids = (...events: Written[]) => doubts(...events).map(({ decisionId }) => decisionId);
    expect(ids(decision('a'), passed('p'), lockDecision('b'))).toEqual(['a', 'b']);
    expect(ids(decision('a'), recovered, lockDecision('b'))).toEqual(['a', 'b']);
    expect(ids(shadow('a', 'prompt'), locked, shadow('b', 'lock'))).toEqual(['a', 'b']);
    expect(ids(shadow('a', 'prompt'), shadow('b', 'prompt'))).toEqual(['a', 'b']);
    expect(ids([0, shadow('a', 'prompt')], [16, shadow('b', 'lock')])).toEqual(['a', 'b']);
    expect(ids([0, shadow('a', 'prompt')], [15, shadow('b', 'lock')])).toEqual(['a']);
    expect(ids(decision('a'), started, lockDecision('b'))).toEqual(['a', 'b']);
  });
});

describe('a claim', () => {
  it('is known by any decision of the doubt, at its first time', () => {
    const found = doubts(decision('a'), lockDecision('b'), locked, claimed('b'), claimed('a'), claimed('unknown'));
    expect(found[0]?.claimedAt).toBe('2026-01-05T09:03:00Z');
  });
});

it('leaves out records of another form', () => {
  expect(doubtsIn([{ seq: 1, at: isoSeconds(NINE), kind: 'decision', body: { action: 'dance' } }])).toEqual([]);
});
