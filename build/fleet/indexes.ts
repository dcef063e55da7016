/** Templates of the index, and for how long it is kept, for Elasticsearch and for OpenSearch. */
import { mappings } from './mappings.ts';

type Json = Readonly<Record<string, unknown>>;

export const INDEX = 'samehand-audit';
const PATTERNS = [`${INDEX}*`];
/** Above the general templates that come with the engines. */
const PRIORITY = 500;
const ROLLOVER = { age: '30d', size: '40gb' };
/** An administrator sets what the company's rules say. */
const KEPT = '400d';

/** A record that does not fit would keep all behind it waiting: what is malformed in it is left out of the index. */
const SETTINGS = { 'index.number_of_shards': 1, 'index.number_of_replicas': 1, 'index.mapping.ignore_malformed': true };

export const elasticTemplate = (): Json => ({
  index_patterns: PATTERNS,
  data_stream: {},
  priority: PRIORITY,
  template: {
    settings: { ...SETTINGS, 'index.codec': 'best_compression', 'index.lifecycle.name': INDEX },
    mappings: mappings(),
  },
});

export const elasticLifecycle = (): Json => ({
  policy: {
    phases: {
      hot: {
        actions: { rollover: { max_age: ROLLOVER.age, max_primary_shard_size: ROLLOVER.size } },
      },
      warm: { min_age: '7d', actions: { forcemerge: { max_num_segments: 1 }, readonly: {} } },
      delete: { min_age: KEPT, actions: { delete: {} } },
    },
  },
});

export const openSearchTemplate = (): Json => ({
  index_patterns: PATTERNS,
  data_stream: {},
  priority: PRIORITY,
  template: { settings: { ...SETTINGS, 'index.codec': 'best_compression' }, mappings: mappings() },
});

export const openSearchLifecycle = (): Json => ({
  policy: {
    description: 'Records of the audit log: a new index each month, removed when they are old enough.',
    default_state: 'hot',
    ism_template: [{ index_patterns: PATTERNS, priority: PRIORITY }],
    states: [
      {
        name: 'hot',
        actions: [{ rollover: { min_index_age: ROLLOVER.age, min_primary_shard_size: ROLLOVER.size } }],
        transitions: [{ state_name: 'warm', conditions: { min_rollover_age: '7d' } }],
      },
      {
        name: 'warm',
        actions: [{ read_only: {} }, { force_merge: { max_num_segments: 1 } }],
        transitions: [{ state_name: 'delete', conditions: { min_rollover_age: KEPT } }],
      },
      { name: 'delete', actions: [{ delete: {} }], transitions: [] },
    ],
  },
});
