/** What Sigma cannot say, as monitors of OpenSearch's Alerting: machines that went silent, and holes in the sequence. */
import { INDEX } from './indexes.ts';
import { ABSENCES } from './rules.ts';

type Json = Readonly<Record<string, unknown>>;

const DAY_MS = 86_400_000;
/** More machines than that need pages of the composite aggregation, which a monitor does not turn. */
const MOST_MACHINES = 10_000;

const byMachine = (aggregations: Json): Json => ({
  composite: { size: MOST_MACHINES, sources: [{ 'host.id': { terms: { field: 'host.id' } } }] },
  aggs: aggregations,
});

const monitor = (name: string, query: Json, condition: Json): Json => {
  const absence = ABSENCES.find((each) => each.name === name);
  if (absence === undefined) throw new Error(`no rule is called ${name}`);
  return {
    type: 'monitor',
    monitor_type: 'bucket_level_monitor',
    name: `Samehand: ${absence.title}`,
    enabled: false,
    schedule: { period: { interval: 1, unit: 'HOURS' } },
    inputs: [{ search: { indices: [`${INDEX}*`], query } }],
    triggers: [
      {
        bucket_level_trigger: {
          name: absence.title,
          severity: absence.level === 'high' ? '2' : '3',
          condition: { parent_bucket_path: 'machines', ...condition },
          actions: [],
        },
      },
    ],
  };
};

const script = (source: string): Json => ({ script: { source, lang: 'painless' } });

export const silentMonitor = (): Json =>
  monitor(
    'machine-silent',
    {
      size: 0,
      query: { range: { '@timestamp': { gte: 'now-8d' } } },
      aggs: {
        machines: byMachine({
          last: { max: { field: '@timestamp' } },
          // 0 where there was none.
          stopped: {
            filter: { term: { 'event.action': 'agent-stopped' } },
            aggs: { at: { max: { field: '@timestamp' } } },
          },
        }),
      },
    },
    {
      buckets_path: { last: 'last', stopped: 'stopped>at' },
      ...script(
        `params.last < System.currentTimeMillis() - ${String(DAY_MS)}L && (Double.isInfinite(params.stopped) || params.stopped < params.last)`,
      ),
    },
  );

export const holeMonitor = (): Json =>
  monitor(
    'sequence-hole',
    {
      size: 0,
      query: { range: { '@timestamp': { gte: 'now-7d', lt: 'now-1h' } } },
      aggs: {
        machines: byMachine({
          first: { min: { field: 'event.sequence' } },
          last: { max: { field: 'event.sequence' } },
        }),
      },
    },
    {
      buckets_path: { first: 'first', last: 'last', records: '_count' },
      ...script('params.last - params.first + 1 > params.records'),
    },
  );
