/**
 * What version 8.11.0 of the Elastic Common Schema says of the fields that are written here: types, which are lists, and
 * the values of the categorisation fields. Taken by hand from the npm package @elastic/ecs 8.11.5 (`EcsFlat`); 9.4.0 of
 * it says the same of all of them.
 */

export const ECS_FIELDS: Readonly<Record<string, 'date' | 'text' | 'keyword' | 'keyword[]' | 'long'>> = {
  '@timestamp': 'date',
  message: 'text',
  'ecs.version': 'keyword',
  'event.kind': 'keyword',
  'event.category': 'keyword[]',
  'event.type': 'keyword[]',
  'event.action': 'keyword',
  'event.outcome': 'keyword',
  'event.reason': 'keyword',
  'event.severity': 'long',
  'event.sequence': 'long',
  'event.id': 'keyword',
  'event.module': 'keyword',
  'event.dataset': 'keyword',
  'event.provider': 'keyword',
  'event.original': 'keyword',
  'host.id': 'keyword',
  'host.hostname': 'keyword',
  'host.name': 'keyword',
  'user.id': 'keyword',
  'user.roles': 'keyword[]',
  'related.user': 'keyword[]',
  'agent.type': 'keyword',
  'agent.version': 'keyword',
  'rule.id': 'keyword',
  'rule.name': 'keyword',
  'rule.ruleset': 'keyword',
  'rule.category': 'keyword',
};

export const EVENT_KINDS: readonly string[] = [
  'alert',
  'asset',
  'enrichment',
  'event',
  'metric',
  'state',
  'pipeline_error',
  'signal',
];

export const EVENT_OUTCOMES: readonly string[] = ['failure', 'success', 'unknown'];

/** Categories that are written, each with the types that are expected with it. */
export const EXPECTED_TYPES: Readonly<Record<string, readonly string[]>> = {
  authentication: ['start', 'end', 'info'],
  configuration: ['access', 'change', 'creation', 'deletion', 'info'],
  database: ['access', 'change', 'info', 'error'],
  host: ['access', 'change', 'end', 'info', 'start'],
  iam: ['admin', 'change', 'creation', 'deletion', 'group', 'info', 'user'],
  intrusion_detection: ['allowed', 'denied', 'info'],
  network: ['access', 'allowed', 'connection', 'denied', 'end', 'info', 'protocol', 'start'],
  process: ['access', 'change', 'end', 'info', 'start'],
  session: ['start', 'end', 'info'],
};
