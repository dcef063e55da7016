/** Which records of the audit log somebody may be told of, and in what words. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { Notification } from '../../contract/notification.ts';
import type { NotificationKind } from '../../contract/policy-delivery.ts';
import { assertNever } from '../../contract/result.ts';

export interface EventDescription {
  readonly kind: NotificationKind;
  /** One sentence of fixed words and counts: nothing that a person, a server or a file has said. */
  readonly text: string;
  readonly decisionId: string | null;
}

/** What stands above a notice and in the subject of a mail. */
export const NOTIFICATION_TITLES: Readonly<Record<Notification['kind'], string>> = {
  doubt: 'Doubt about who is working',
  locked: 'Workstation locked',
  'lock-failed': 'Workstation could not be locked',
  'code-refused': 'A code was refused',
  'codes-blocked': 'Codes are blocked',
  'not-seeing': 'Not watching',
  'agent-died': 'Agent ended by force',
  ended: 'Agent ended',
  paused: 'Watching paused',
  'policy-changed': 'Policy changed',
  'policy-refused': 'Policy refused',
  'storage-degraded': 'Storage fails',
  accommodation: 'Accommodation',
  'strange-network': 'Strange network',
  'erasure-requested': 'Erasure asked for',
  'log-damaged': 'Audit log damaged',
  'role-changed': 'Ways to prove who one is were changed',
  test: 'Test',
};

const told = (kind: NotificationKind, text: string, decisionId: string | null = null): EventDescription => ({
  kind,
  text,
  decisionId,
});

const counted = (count: number, one: string, many: string): string => `${String(count)} ${count === 1 ? one : many}`;

type EventOf<K extends AuditEvent['kind']> = Extract<AuditEvent, { kind: K }>['body'];

const ofDecision = ({ action, reason, decisionId }: EventOf<'decision'>): EventDescription | null =>
  (reason === 'below-prompt' || reason === 'below-lock') && (action === 'prompt' || action === 'notify')
    ? told('doubt', 'The agent doubts that the user of this workstation is at work, and has asked.', decisionId)
    : null;

const ofAction = ({ action, ok, decisionId }: EventOf<'action-done'>): EventDescription | null => {
  if (action !== 'lock') return null;
  return ok
    ? told('locked', 'The agent has locked the workstation.', decisionId)
    : told('lock-failed', 'The agent tried to lock the workstation and could not; it keeps trying.', decisionId);
};

const ofSensor = ({ state }: EventOf<'sensor-state'>): EventDescription | null => {
  if (state === 'degraded') return told('not-seeing', 'The agent cannot see keyboard and pointer on this workstation.');
  if (state === 'restarting') {
    return told('not-seeing', 'The part of the agent that sees keyboard and pointer has failed and is started again.');
  }
  return null;
};

const ofDeath = ({ which, response, ok }: EventOf<'agent-died'>): EventDescription => {
  const what = which === 'main' ? 'The agent' : 'The part of the agent that sees keyboard and pointer';
  const lock = ok ? ', and the workstation was locked' : ', and the workstation could not be locked';
  return told('agent-died', `${what} was ended by force${response === 'lock' ? lock : ''}.`);
};

const ofChangedMethod = ({ change }: EventOf<'step-up-changed'>): EventDescription =>
  told(
    'role-changed',
    change === 'unblocked'
      ? 'Blocked codes were allowed again.'
      : 'A way to prove with a code who is working was set up, renewed or removed.',
  );

/** Null for what nobody is told of. */
export const describeEvent = (event: AuditEvent): EventDescription | null => {
  switch (event.kind) {
    case 'decision':
      return ofDecision(event.body);
    case 'action-done':
      return ofAction(event.body);
    case 'sensor-state':
      return ofSensor(event.body);
    case 'agent-died':
      return ofDeath(event.body);
    case 'step-up-changed':
      return ofChangedMethod(event.body);
    case 'code-refused':
      return told('code-refused', 'A one-time code was given that is not valid.');
    case 'codes-blocked':
      return event.body.waitSeconds === null
        ? told('codes-blocked', 'So many codes were refused that none is accepted until an administrator allows it.')
        : told('codes-blocked', 'Several codes in a row were refused, so none is accepted for a while.');
    case 'ended':
      return told(
        'ended',
        event.body.isAuthorised
          ? 'Somebody who may has ended the agent: the workstation is not watched.'
          : 'The agent was ended by somebody who did not prove that they may: the workstation is not watched.',
      );
    case 'paused':
      return told('paused', `Watching is paused for ${counted(event.body.minutes, 'minute', 'minutes')}.`);
    case 'policy-changed':
      return told(
        'policy-changed',
        `The policy in force has changed: ${counted(event.body.changes.length, 'setting is', 'settings are')} different.`,
      );
    case 'policy-refused':
      return told('policy-refused', 'A policy cannot be used as it is; the last good one stays in force.');
    case 'storage-degraded':
      return told('storage-degraded', 'The agent cannot write what it learns and decides to the disk.');
    case 'accommodation-began':
      return told('accommodation', 'For a limited time, codes and inactivity stand in for watching.');
    case 'accommodation-ended':
      return told('accommodation', 'The time in which codes and inactivity stood in for watching is over.');
    case 'network-changed':
      return event.body.score === 0
        ? told('strange-network', 'The workstation is in a network in which it was never used before.')
        : null;
    case 'erasure-requested':
      return told(
        'erasure-requested',
        'The employee asks for everything about them to be erased, which an administrator can carry out under My data.',
      );
    case 'role-changed':
      return told('role-changed', `The passphrase of the ${event.body.role} was changed.`);
    case 'audit-fault-found':
      return told('log-damaged', 'The audit log was found damaged or altered, and an auditor should verify it.');
    case 'agent-started':
    case 'agent-stopped':
    case 'policy-loaded':
    case 'baseline-established':
    case 'profile-trained':
    case 'profile-reset':
    case 'profile-rolled-back':
    case 'action-intended':
    case 'session-locked':
    case 'session-unlocked':
    case 'coverage-gap':
    case 'code-asked':
    case 'code-passed':
    case 'code-mailed':
    case 'authorised':
    case 'authorisation-refused':
    case 'secret-changed':
    case 'network-trusted':
    case 'network-forgotten':
    case 'system-resumed':
    case 'user-switched':
    case 'excluded':
    case 'inactive':
    case 'notification-dropped':
    case 'resumed':
    case 'consent-answered':
    case 'doubt-claimed':
    case 'data-exported':
    case 'erasure-withdrawn':
    case 'erasure-done':
    case 'audit-opened':
    case 'audit-verified':
    case 'audit-exported':
    case 'audit-chain-began':
    case 'audit-trimmed':
    case 'operation-intended':
    case 'operation-done':
    case 'forwarding-failed':
    case 'forwarding-recovered':
    case 'retention-applied':
    case 'fix-applied':
    case 'storage-recovered':
      return null;
    default:
      return assertNever(event);
  }
};
