/** What a workstation writes into its audit log on an ordinary day, for the arithmetic of docs/fleet.md. */
import type { AuditEvent, AuditRecord } from '../../contract/audit.ts';
import { defaultPolicy } from '../../contract/policy.ts';

const decisionId = '7d1c2a34-90b1-4f0e-8a55-3f1e2b6c9d10';
const promptId = '1f9b8c76-5e2d-4b3a-9c81-0a7d6e5f4b32';

/** A record, and how often it is written. */
const DAY: readonly (readonly [times: number, event: AuditEvent])[] = [
  [1, { kind: 'agent-started', body: { version: '0.1.0', mode: 'enforce', platform: 'linux' } }],
  [1, { kind: 'policy-loaded', body: { source: 'managed', policy: defaultPolicy() } }],
  [8, { kind: 'session-locked', body: { by: 'user' } }],
  [8, { kind: 'session-unlocked', body: { by: 'user' } }],
  [12, { kind: 'inactive', body: { idleSeconds: 300 } }],
  [2, { kind: 'code-asked', body: { promptId, reason: 'doubt', methods: ['authenticator', 'recovery-code'] } }],
  [2, { kind: 'code-passed', body: { promptId, method: 'authenticator', driftSeconds: 0 } }],
  [
    3,
    {
      kind: 'decision',
      body: { decisionId, action: 'prompt', reason: 'below-prompt', withheld: null, trust: 41.5, modality: 'keyboard' },
    },
  ],
  [3, { kind: 'action-intended', body: { decisionId, action: 'prompt' } }],
  [3, { kind: 'action-done', body: { decisionId, action: 'prompt', ok: true, method: 'window', message: '' } }],
  [2, { kind: 'sensor-state', body: { state: 'running', reason: '', restarts: 0 } }],
  [1, { kind: 'coverage-gap', body: { lostBatches: 1, lostEvents: 64 } }],
  [2, { kind: 'profile-trained', body: { modality: 'keyboard', windows: 640, profileVersion: 12 } }],
  [2, { kind: 'network-changed', body: { network: '5c1d8e0f2a3b4c6d', score: 1 } }],
  [2, { kind: 'system-resumed', body: { sleptSeconds: 3_600 } }],
  [2, { kind: 'excluded', body: { by: 'application' } }],
  [1, { kind: 'retention-applied', body: { removed: { windows: 40, verdicts: 900 } } }],
  [1, { kind: 'agent-stopped', body: { reason: 'the session ended' } }],
];

const SECOND_MS = 1_000;

/** Records of one day, numbered from `firstSeq`. */
export const workingDay = (firstSeq: number, day = '2026-03-02'): readonly AuditRecord[] => {
  const begin = Date.parse(`${day}T08:00:00Z`);
  return DAY.flatMap(([times, event]) => Array.from({ length: times }, () => event)).map(({ kind, body }, index) => ({
    seq: firstSeq + index,
    at: new Date(begin + index * 600 * SECOND_MS).toISOString().replace(/\.\d+Z$/, 'Z'),
    kind,
    body: { ...body },
  }));
};
