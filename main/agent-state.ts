/** The one word for how the agent is, from all that it knows. */
import type { AgentState, SensorState } from '../contract/ipc.ts';
import type { TrustLevel } from '../contract/verdict.ts';

export interface AgentFacts {
  readonly locked: boolean;
  readonly paused: boolean;
  readonly accommodated: boolean;
  /** The policy has nothing judged in this application or at this time. */
  readonly excluded: boolean;
  /** The policy asks for a consent that the employee has not given. */
  readonly unconsented: boolean;
  readonly sensor: SensorState;
  readonly engineRunning: boolean;
  readonly level: TrustLevel;
}

/**
 * Locked, paused, unconsented and accommodated say that nothing is watched on purpose; after them, anything that keeps the agent from seeing
 * comes before what it thinks of what it saw, so that it never looks healthier than it is.
 */
export const agentState = (facts: AgentFacts): AgentState => {
  const { locked, paused, accommodated, excluded, unconsented, sensor, engineRunning, level } = facts;
  if (locked) return 'locked';
  if (paused) return 'paused';
  if (unconsented) return 'unconsented';
  if (accommodated) return 'accommodated';
  if (sensor === 'starting' && engineRunning) return 'starting';
  if (sensor !== 'running' || !engineRunning) return 'degraded';
  if (excluded) return 'excluded';
  if (level === 'learning') return 'learning';
  return level === 'trusted' ? 'watching' : 'doubtful';
};
