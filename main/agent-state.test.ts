import { describe, expect, it } from 'vitest';
import { agentState } from './agent-state.ts';

const healthy = {
  locked: false,
  paused: false,
  accommodated: false,
  excluded: false,
  unconsented: false,
  sensor: 'running',
  engineRunning: true,
  level: 'trusted',
} as const;

describe('agentState', () => {
  it.each([
    ['watching', {}],
    ['learning', { level: 'learning' }],
    ['doubtful', { level: 'doubtful' }],
    ['doubtful', { level: 'distrusted' }],
    ['starting', { sensor: 'starting' }],
    ['degraded', { sensor: 'restarting' }],
    ['degraded', { sensor: 'degraded', level: 'distrusted' }],
    ['degraded', { engineRunning: false }],
    ['paused', { paused: true, sensor: 'degraded' }],
    ['accommodated', { accommodated: true, sensor: 'degraded' }],
    ['unconsented', { unconsented: true, sensor: 'degraded' }],
    ['unconsented', { unconsented: true, accommodated: true }],
    ['excluded', { excluded: true, level: 'learning' }],
    ['degraded', { excluded: true, sensor: 'degraded' }],
    ['locked', { locked: true, paused: true }],
  ] as const)('is %s given %j', (state, facts) => {
    expect(agentState({ ...healthy, ...facts })).toBe(state);
  });
});
