/** What the agent says of itself, put together from what its parts know. */
import type { EventCounts } from '../contract/events.ts';
import type { CompositeScore } from '../contract/context.ts';
import type { Coverage, SensorStatus, Status } from '../contract/ipc.ts';
import type { Policy } from '../contract/policy.ts';
import type { CodePrompt } from '../contract/step-up.ts';
import type { TrustLevel } from '../contract/verdict.ts';
import { agentState } from './agent-state.ts';
import type { Enrolments } from './engine/port.ts';

/** Times are milliseconds since 1970. */
export interface StatusFacts {
  readonly sensor: SensorStatus & { readonly counts: EventCounts };
  readonly locked: boolean;
  readonly pausedUntil: number | null;
  readonly accommodatedUntil: number | null;
  /** Why nothing is judged at the moment, or null. */
  readonly unconsented: boolean;
  readonly exclusion: 'application' | 'time' | null;
  /** Why the engine does not run, or null. */
  readonly engineMessage: string | null;
  readonly level: TrustLevel;
  readonly trust: number;
  readonly composite: CompositeScore;
  readonly prompt: CodePrompt | null;
  readonly policy: Policy;
  readonly enrolment: Enrolments;
  readonly coverage: Omit<Coverage, 'keyboard' | 'pointer'>;
  readonly session: {
    readonly startedAt: number;
    readonly lastActivityAt: number | null;
    readonly prompts: number;
    readonly locks: number;
  };
  readonly store: Status['store'];
  readonly pid: number;
  readonly version: string;
  /** Those that no other field holds. */
  readonly warnings: readonly string[];
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

export const composeStatus = (facts: StatusFacts): Status => {
  const { state, reason, pid, restarts, dropped, counts } = facts.sensor;
  const { engineMessage, pausedUntil, session, store } = facts;
  const running = state === 'running';
  return {
    state: agentState({
      locked: facts.locked,
      paused: pausedUntil !== null,
      accommodated: facts.accommodatedUntil !== null,
      excluded: facts.exclusion !== null,
      unconsented: facts.unconsented,
      sensor: state,
      engineRunning: engineMessage === null,
      level: facts.level,
    }),
    mode: facts.policy.mode,
    trust: facts.trust,
    composite: facts.composite,
    prompt: facts.prompt,
    counts,
    sensor: { state, reason, pid, restarts, dropped },
    coverage: { keyboard: running, pointer: running, ...facts.coverage },
    enrolment: facts.enrolment,
    session: { ...session, startedAt: iso(session.startedAt), lastActivityAt: isoOrNull(session.lastActivityAt) },
    store,
    pausedUntil: isoOrNull(pausedUntil),
    accommodatedUntil: isoOrNull(facts.accommodatedUntil),
    pid: facts.pid,
    version: facts.version,
    warnings: [...facts.warnings, ...[store.message, engineMessage ?? ''].filter((sentence) => sentence !== '')],
  };
};
