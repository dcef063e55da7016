/** What a workstation has stored after a day on which its user was doubted twice: for windows that show a day. */
import { unwrap } from '../../contract/result.ts';
import type { AuditEvent } from '../../contract/audit.ts';
import { openAuditLog } from '../../main/audit/audit-log.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { homePaths } from '../../main/shared/home.ts';

const MINUTE_MS = 60_000;

const decision = (decisionId: string, action: 'prompt' | 'lock', trust: number): AuditEvent => ({
  kind: 'decision',
  body: {
    decisionId,
    action,
    reason: action === 'lock' ? 'below-lock' : 'below-prompt',
    withheld: null,
    trust,
    modality: 'keyboard',
  },
});

/** Minutes after the day's beginning, and what was written then. */
const DAY: readonly (readonly [number, AuditEvent])[] = [
  [0, { kind: 'agent-started', body: { version: '0.1.0', mode: 'enforce', platform: 'linux' } }],
  [0, { kind: 'sensor-state', body: { state: 'running', reason: '', restarts: 0 } }],
  [36, decision('7c1e0d7c-6a55-4f6c-9d27-2d1c5b8d1a01', 'prompt', 57.2)],
  [36, { kind: 'code-asked', body: { promptId: 'p1', reason: 'doubt', methods: ['authenticator', 'recovery-code'] } }],
  [36, { kind: 'code-refused', body: { promptId: 'p1', fault: 'wrong', failures: 1, waitSeconds: 0 } }],
  [38, { kind: 'code-passed', body: { promptId: 'p1', method: 'authenticator', driftSeconds: 1 } }],
  [120, { kind: 'paused', body: { minutes: 15, by: 'employee' } }],
  [135, { kind: 'resumed', body: { by: 'time' } }],
  [182, { kind: 'session-locked', body: { by: 'linux' } }],
  [207, { kind: 'session-unlocked', body: { by: 'linux' } }],
  [282, decision('7c1e0d7c-6a55-4f6c-9d27-2d1c5b8d1a02', 'lock', 27.9)],
  [282, { kind: 'action-intended', body: { decisionId: '7c1e0d7c-6a55-4f6c-9d27-2d1c5b8d1a02', action: 'lock' } }],
  [
    282,
    {
      kind: 'action-done',
      body: {
        decisionId: '7c1e0d7c-6a55-4f6c-9d27-2d1c5b8d1a02',
        action: 'lock',
        ok: true,
        method: 'logind',
        message: 'The session is locked.',
      },
    },
  ],
  [282, { kind: 'session-locked', body: { by: 'linux' } }],
  [286, { kind: 'session-unlocked', body: { by: 'linux' } }],
  [350, { kind: 'agent-stopped', body: { reason: 'SIGTERM' } }],
];

/** Writes the day into the audit log of a data folder, by the log itself, on a clock of its own. */
export const writeDay = (home: string, master: Uint8Array, beginAt: number): void => {
  let nowMs = beginAt;
  const log = unwrap(openAuditLog({ path: homePaths(home).audit, key: auditKey(master), now: () => nowMs }));
  for (const [minute, event] of DAY) {
    nowMs = beginAt + minute * MINUTE_MS;
    log.append(event);
  }
  log.close();
};
