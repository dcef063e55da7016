/** What somebody who watches a fleet wants to be told of. Sigma, Elastic and OpenSearch get it from here. */

export type Level = 'low' | 'medium' | 'high';
/** A field and the values of which one must be there. */
export type Selection = Readonly<Record<string, string | boolean | readonly string[]>>;

export interface Rule {
  /** UUID, for ever: receivers know a rule by it. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly falsePositives: readonly string[];
  readonly level: Level;
  /** One of these. */
  readonly selections: readonly Selection[];
  /** So many in such a time; left out: each one. */
  readonly many?: {
    /** UUID of the rule that counts. */
    readonly id: string;
    readonly atLeast: number;
    readonly minutes: number;
    /** Counted for each machine, or how many machines there are. */
    readonly count: 'events-of-machine' | 'machines';
  };
}

export const RULES: readonly Rule[] = [
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b01',
    name: 'lock-storm',
    title: 'A workstation was locked again and again',
    description:
      'Five locks of one machine in an hour: somebody else tries to work there, or the user is not recognised.',
    falsePositives: ['an injury, another keyboard or mouse: ask the user before anything else'],
    level: 'medium',
    selections: [{ 'event.action': 'action-done', 'samehand.action_done.action': 'lock' }],
    many: { id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b51', atLeast: 5, minutes: 60, count: 'events-of-machine' },
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b02',
    name: 'fleet-lock-storm',
    title: 'Many workstations were locked at the same time',
    description:
      'Twenty machines were locked within an hour: rather a policy, an update or a new keyboard layout than twenty intruders. Go back to shadow mode first.',
    falsePositives: ['a rollout of the mode "enforce" without rings'],
    level: 'high',
    selections: [{ 'event.action': 'action-done', 'samehand.action_done.action': 'lock' }],
    many: { id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b52', atLeast: 20, minutes: 60, count: 'machines' },
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b03',
    name: 'coverage-loss',
    title: 'Input was not seen',
    description: 'The sensor fell out or input was lost: whoever worked then was not watched.',
    falsePositives: ['a session without X11', 'an update of the display server'],
    level: 'low',
    selections: [
      { 'event.action': 'coverage-gap' },
      { 'event.action': 'sensor-state', 'samehand.sensor_state.state': ['degraded', 'restarting'] },
    ],
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b04',
    name: 'log-tampered',
    title: 'The audit log was damaged, cut off or began anew',
    description:
      'A hash chain began again since the former could not go on, or a fault was found when the log was opened. The records that were forwarded before are not affected: hold them against what is left.',
    falsePositives: ['a disk that fails', 'a data folder that was restored from a backup'],
    level: 'high',
    selections: [
      { 'event.action': 'audit-fault-found' },
      { 'event.action': 'audit-chain-began', 'samehand.audit_chain_began.why': 'restarted' },
    ],
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b05',
    name: 'agent-ended',
    title: 'The agent was ended by somebody who may not',
    description: 'It was killed, or ended without a code where one is asked for.',
    falsePositives: ['a machine that ran out of memory', 'a shutdown that did not wait'],
    level: 'high',
    selections: [{ 'event.action': 'agent-died' }, { 'event.action': 'ended', 'samehand.ended.isAuthorised': false }],
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b06',
    name: 'codes-refused',
    title: 'One-time codes were guessed',
    description: 'Five codes of one machine were refused within a quarter of an hour.',
    falsePositives: ['an authenticator whose clock is wrong'],
    level: 'medium',
    selections: [{ 'event.action': 'code-refused' }],
    many: { id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b56', atLeast: 5, minutes: 15, count: 'events-of-machine' },
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b07',
    name: 'codes-blocked',
    title: 'One-time codes are blocked',
    description: 'So many codes were refused that none is looked at for a while, or until an administrator helps.',
    falsePositives: ['an authenticator that was set up on another phone'],
    level: 'high',
    selections: [{ 'event.action': 'codes-blocked' }],
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b08',
    name: 'passphrase-guessed',
    title: 'The passphrase of a role was guessed',
    description: 'Three passphrases or proofs were refused within an hour on one machine.',
    falsePositives: ['an administrator who mistypes'],
    level: 'medium',
    selections: [{ 'event.action': 'authorisation-refused' }],
    many: { id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b58', atLeast: 3, minutes: 60, count: 'events-of-machine' },
  },
];

/** What a query over many records finds, and no single one shows. */
export interface Absence {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly level: Level;
  /** ES|QL. */
  readonly esql: string;
}

export const ABSENCES: readonly Absence[] = [
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b09',
    name: 'machine-silent',
    title: 'A machine went silent without having been stopped',
    description:
      'No record for 24 hours, and the last one was not that of an orderly end. A machine that sleeps looks the same: join with what says that it was used.',
    level: 'medium',
    esql: [
      'FROM samehand-audit*',
      '| WHERE @timestamp > NOW() - 8 days',
      '| EVAL stopped_at = CASE(event.action == "agent-stopped", @timestamp, NULL)',
      '| STATS last = MAX(@timestamp), stopped = MAX(stopped_at) BY host.id',
      '| WHERE last < NOW() - 24 hours AND (stopped IS NULL OR stopped < last)',
      '| KEEP host.id, last',
    ].join('\n'),
  },
  {
    id: '0b4ed1d1-6a53-4c7b-8b9a-5f1f0c6e6b0a',
    name: 'sequence-hole',
    title: 'Records of a machine are missing',
    description:
      'Numbers of the last seven days are not as many as they should be. A log that began anew (rule "log-tampered") counts from 1 again and is shown here too.',
    level: 'high',
    esql: [
      'FROM samehand-audit*',
      '| WHERE @timestamp > NOW() - 7 days AND @timestamp < NOW() - 1 hour',
      '| STATS first = MIN(event.sequence), last = MAX(event.sequence), records = COUNT(*) BY host.id',
      '| EVAL missing = last - first + 1 - records',
      '| WHERE missing > 0',
      '| KEEP host.id, first, last, missing',
    ].join('\n'),
  },
];
