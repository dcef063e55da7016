/** Rows for the tests of the store. */
import { zeroCounts } from '../../contract/events.ts';
import type { NewProfile } from './profiles.ts';
import type { Session } from './sessions.ts';
import type { StoredVerdict } from './verdicts.ts';
import type { NewWindow } from './windows.ts';

export const KEY = new Uint8Array(32).fill(7);

/** Numbers in the vectors of these windows. */
export const FEATURES = { keyboard: 4, pointer: 3 } as const;

export const sampleSession = (changes: Partial<Session> = {}): Session => ({
  id: 'session-1',
  userId: 'user-1',
  startedAt: 1_000,
  lastActivityAt: null,
  endedAt: null,
  counts: zeroCounts(),
  windows: 0,
  abstained: 0,
  prompts: 0,
  locks: 0,
  risk: 0,
  anomalies: 0,
  coverageGaps: 0,
  ...changes,
});

export const sampleWindow = (changes: Partial<NewWindow> = {}): NewWindow => ({
  userId: 'user-1',
  sessionId: 'session-1',
  modality: 'keyboard',
  startedAt: 1_000,
  endedAt: 1_010,
  featureVersion: 1,
  actions: 50,
  vector: Float32Array.of(0.5, Number.NaN, -1.25, 3),
  scores: { digraph: 0.25 },
  state: 'new',
  ...changes,
});

export const sampleVerdict = (changes: Partial<StoredVerdict> = {}): StoredVerdict => ({
  windowId: 1,
  sessionId: 'session-1',
  userId: 'user-1',
  at: 1_010,
  modality: 'keyboard',
  fresh: 10,
  llr: 1.5,
  trust: 98.5,
  level: 'trusted',
  abstained: null,
  byModel: { centroid: 0.5, digraph: 1 },
  evidence: [{ timing: 'dwell', llr: 1.5, points: 0.5, tendency: 'usual' }],
  ...changes,
});

export const sampleProfile = (changes: Partial<NewProfile> = {}): NewProfile => ({
  userId: 'user-1',
  modality: 'keyboard',
  established: true,
  progress: 1,
  windowsTrained: 120,
  trainedAt: 2_000,
  featureVersion: 1,
  model: Uint8Array.of(1, 2, 3),
  calibration: { offset: 0.5, limits: [1, 2] },
  falseLocksPerDay: 0.05,
  behaviour: Uint8Array.of(4, 5, 6),
  ...changes,
});
