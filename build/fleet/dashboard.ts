/** A dashboard as Kibana and OpenSearch Dashboards import it: one object a line. */
import { INDEX } from './indexes.ts';

type Json = Readonly<Record<string, unknown>>;

const DATA_VIEW = 'samehand-audit';
const REFERENCE = 'kibanaSavedObjectMeta.searchSourceJSON.index';

export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly type: 'histogram' | 'table' | 'metric' | 'pie';
  /** In the query language of both. */
  readonly query: string;
  /** Fields that are looked at beside the time. */
  readonly fields: readonly string[];
  readonly aggregations: readonly Json[];
  /** Of 48 columns. */
  readonly width: number;
  readonly height: number;
}

const count = { id: '1', enabled: true, type: 'count', schema: 'metric', params: {} };
const metric = (id: string, type: 'max' | 'min' | 'cardinality', field: string, label: string): Json => ({
  id,
  enabled: true,
  type,
  schema: 'metric',
  params: { field, customLabel: label },
});
const overTime = (id: string): Json => ({
  id,
  enabled: true,
  type: 'date_histogram',
  schema: 'segment',
  params: { field: '@timestamp', interval: 'auto', min_doc_count: 1 },
});
const terms = (
  id: string,
  field: string,
  schema: 'group' | 'bucket' | 'segment',
  size: number,
  label: string,
): Json => ({
  id,
  enabled: true,
  type: 'terms',
  schema,
  params: { field, size, order: 'desc', orderBy: '1', customLabel: label },
});

export const PANELS: readonly Panel[] = [
  {
    id: 'samehand-machines',
    title: 'Machines that sent records',
    type: 'metric',
    query: '',
    fields: ['host.id'],
    aggregations: [metric('1', 'cardinality', 'host.id', 'machines')],
    width: 12,
    height: 8,
  },
  {
    id: 'samehand-locks',
    title: 'Locks',
    type: 'metric',
    query: 'event.action: "action-done" and samehand.action_done.action: "lock"',
    fields: ['event.action', 'samehand.action_done.action'],
    aggregations: [count],
    width: 12,
    height: 8,
  },
  {
    id: 'samehand-faults',
    title: 'Faults of logs, chains that began anew',
    type: 'metric',
    query:
      'event.action: "audit-fault-found" or (event.action: "audit-chain-began" and samehand.audit_chain_began.why: "restarted")',
    fields: ['event.action', 'samehand.audit_chain_began.why'],
    aggregations: [count],
    width: 12,
    height: 8,
  },
  {
    id: 'samehand-ended',
    title: 'Agents ended by who may not',
    type: 'metric',
    query: 'event.action: "agent-died" or (event.action: "ended" and samehand.ended.isAuthorised: false)',
    fields: ['event.action', 'samehand.ended.isAuthorised'],
    aggregations: [count],
    width: 12,
    height: 8,
  },
  {
    id: 'samehand-actions',
    title: 'What the agents did, over time',
    type: 'histogram',
    query: 'event.action: "action-done"',
    fields: ['event.action', 'samehand.action_done.action'],
    aggregations: [count, overTime('2'), terms('3', 'samehand.action_done.action', 'group', 5, 'action')],
    width: 24,
    height: 14,
  },
  {
    id: 'samehand-kinds',
    title: 'Records by kind, over time',
    type: 'histogram',
    query: '',
    fields: ['event.action'],
    aggregations: [count, overTime('2'), terms('3', 'event.action', 'group', 12, 'kind')],
    width: 24,
    height: 14,
  },
  {
    id: 'samehand-locked-machines',
    title: 'Machines that were locked most: talk to these people first',
    type: 'table',
    query: 'event.action: "action-done" and samehand.action_done.action: "lock"',
    fields: ['event.action', 'samehand.action_done.action', 'host.id'],
    aggregations: [count, terms('2', 'host.id', 'bucket', 20, 'machine')],
    width: 24,
    height: 16,
  },
  {
    id: 'samehand-reasons',
    title: 'Why decisions were made',
    type: 'pie',
    query: 'event.action: "decision"',
    fields: ['event.action', 'samehand.decision.reason'],
    aggregations: [count, terms('2', 'samehand.decision.reason', 'segment', 12, 'reason')],
    width: 24,
    height: 16,
  },
  {
    id: 'samehand-codes',
    title: 'Codes refused and passphrases refused, by machine',
    type: 'table',
    query: 'event.action: ("code-refused" or "codes-blocked" or "authorisation-refused")',
    fields: ['event.action', 'host.id'],
    aggregations: [
      count,
      terms('2', 'host.id', 'bucket', 20, 'machine'),
      terms('3', 'event.action', 'bucket', 3, 'kind'),
    ],
    width: 24,
    height: 16,
  },
  {
    id: 'samehand-sequence',
    title: 'Sequence by machine: last - first + 1 is the count, else records are missing',
    type: 'table',
    query: '',
    fields: ['host.id', 'event.sequence', '@timestamp'],
    aggregations: [
      count,
      terms('2', 'host.id', 'bucket', 100, 'machine'),
      metric('3', 'min', 'event.sequence', 'first'),
      metric('4', 'max', 'event.sequence', 'last'),
      metric('5', 'max', '@timestamp', 'last seen'),
    ],
    width: 24,
    height: 16,
  },
];

const searchSource = (query: string): Json => ({
  searchSourceJSON: JSON.stringify({ query: { query, language: 'kuery' }, filter: [], indexRefName: REFERENCE }),
});

const AXES = {
  categoryAxes: [
    {
      id: 'CategoryAxis-1',
      type: 'category',
      position: 'bottom',
      show: true,
      scale: { type: 'linear' },
      labels: { show: true },
      title: {},
    },
  ],
  valueAxes: [
    {
      id: 'ValueAxis-1',
      name: 'LeftAxis-1',
      type: 'value',
      position: 'left',
      show: true,
      scale: { type: 'linear', mode: 'normal' },
      labels: { show: true },
      title: { text: 'records' },
    },
  ],
  seriesParams: [
    { show: true, type: 'histogram', mode: 'stacked', data: { label: 'records', id: '1' }, valueAxis: 'ValueAxis-1' },
  ],
  addLegend: true,
  legendPosition: 'right',
  addTooltip: true,
};
const PARAMETERS: Readonly<Record<Panel['type'], Json>> = {
  histogram: { type: 'histogram', ...AXES },
  table: { perPage: 10, showTotal: false, showPartialRows: false },
  metric: {
    addLegend: false,
    addTooltip: true,
    type: 'metric',
    metric: { style: { fontSize: 48 }, labels: { show: true } },
  },
  pie: { type: 'pie', isDonut: true, addLegend: true, legendPosition: 'right', addTooltip: true },
};

const visualization = ({ id, title, type, query, aggregations }: Panel): Json => ({
  id,
  type: 'visualization',
  attributes: {
    title: `Samehand: ${title}`,
    visState: JSON.stringify({ title: `Samehand: ${title}`, type, params: PARAMETERS[type], aggs: aggregations }),
    uiStateJSON: '{}',
    description: '',
    version: 1,
    kibanaSavedObjectMeta: searchSource(query),
  },
  references: [{ name: REFERENCE, type: 'index-pattern', id: DATA_VIEW }],
  migrationVersion: { visualization: '7.10.0' },
});

const COLUMNS = 48;
/** Row after row, as wide as they are. */
const placed = (): readonly Json[] => {
  let [x, y, rowHeight] = [0, 0, 0];
  return PANELS.map(({ width, height }, index) => {
    if (x + width > COLUMNS) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const panel = {
      version: '7.10.0',
      type: 'visualization',
      gridData: { x, y, w: width, h: height, i: String(index) },
      panelIndex: String(index),
      embeddableConfig: {},
      panelRefName: `panel_${String(index)}`,
    };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return panel;
  });
};

const board = (): Json => ({
  id: 'samehand-fleet',
  type: 'dashboard',
  attributes: {
    title: 'Samehand: the fleet',
    description: 'Who was locked, what fell out, whose log is not whole. No person is named.',
    hits: 0,
    version: 1,
    timeRestore: true,
    timeFrom: 'now-7d',
    timeTo: 'now',
    optionsJSON: JSON.stringify({ useMargins: true, hidePanelTitles: false }),
    panelsJSON: JSON.stringify(placed()),
    kibanaSavedObjectMeta: {
      searchSourceJSON: JSON.stringify({ query: { query: '', language: 'kuery' }, filter: [] }),
    },
  },
  references: PANELS.map(({ id }, index) => ({ name: `panel_${String(index)}`, type: 'visualization', id })),
  migrationVersion: { dashboard: '7.9.3' },
});

const dataView = (): Json => ({
  id: DATA_VIEW,
  type: 'index-pattern',
  attributes: { title: `${INDEX}*`, timeFieldName: '@timestamp' },
  references: [],
  migrationVersion: { 'index-pattern': '7.6.0' },
});

export const dashboard = (): string =>
  [dataView(), ...PANELS.map(visualization), board()].map((each) => `${JSON.stringify(each)}\n`).join('');
