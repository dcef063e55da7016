/** The same rules for Elastic Security: one a line, to be imported under Rules. They come switched off. */
import { INDEX } from './indexes.ts';
import { ABSENCES, RULES, type Absence, type Level, type Rule, type Selection } from './rules.ts';

type Json = Readonly<Record<string, unknown>>;

const RISK: Readonly<Record<Level, number>> = { low: 21, medium: 47, high: 73 };

const term = (value: string | boolean): string => (typeof value === 'string' ? JSON.stringify(value) : String(value));
const clause = (selection: Selection): string =>
  Object.entries(selection)
    .map(([field, value]) =>
      typeof value === 'object' ? `${field}: (${value.map(term).join(' or ')})` : `${field}: ${term(value)}`,
    )
    .join(' and ');
/** In the Kibana Query Language. */
export const kuery = ({ selections }: Rule): string => selections.map((each) => `(${clause(each)})`).join(' or ');

const common = ({ id, title, description, level }: Pick<Rule, 'id' | 'title' | 'description' | 'level'>): Json => ({
  rule_id: id,
  name: `Samehand: ${title}`,
  description,
  severity: level,
  risk_score: RISK[level],
  enabled: false,
  tags: ['Samehand'],
  version: 1,
});

const counted = (rule: Rule, { atLeast, minutes, count }: NonNullable<Rule['many']>): Json => ({
  ...common(rule),
  type: 'threshold',
  index: [`${INDEX}*`],
  language: 'kuery',
  query: kuery(rule),
  interval: '5m',
  from: `now-${String(minutes)}m`,
  threshold:
    count === 'machines'
      ? { field: [], value: 1, cardinality: [{ field: 'host.id', value: atLeast }] }
      : { field: ['host.id'], value: atLeast },
  false_positives: rule.falsePositives,
});
const each = (rule: Rule): Json => ({
  ...common(rule),
  type: 'query',
  index: [`${INDEX}*`],
  language: 'kuery',
  query: kuery(rule),
  interval: '5m',
  from: 'now-10m',
  false_positives: rule.falsePositives,
});
const absent = (rule: Absence): Json => ({
  ...common(rule),
  type: 'esql',
  language: 'esql',
  query: rule.esql,
  interval: '1h',
  from: 'now-8d',
});

export const elasticRules = (): string =>
  [...RULES.map((rule) => (rule.many === undefined ? each(rule) : counted(rule, rule.many))), ...ABSENCES.map(absent)]
    .map((rule) => `${JSON.stringify(rule)}\n`)
    .join('');
