/** Rules in the form of Sigma (https://sigmahq.io), version 2 of the specification, with a correlation where one counts. */
import type { Rule, Selection } from './rules.ts';
import { yaml, type Plain } from './yaml.ts';

const DATE = '2026-11-21';

const plainSelection = (selection: Selection): Readonly<Record<string, Plain>> =>
  Object.fromEntries(Object.entries(selection).map(([field, value]) => [field, value as Plain]));

const base = ({ id, name, title, description, falsePositives, level, selections, many }: Rule) => ({
  title: many === undefined ? title : `${title}: one of many`,
  id,
  ...(many === undefined ? {} : { name: `samehand-${name}` }),
  status: 'experimental',
  description,
  references: ['https://attack.mitre.org/techniques/T1562/'],
  author: 'Samehand',
  date: DATE,
  tags: ['attack.defense-evasion', 'attack.t1562'],
  logsource: { product: 'samehand', service: 'audit' },
  detection: {
    ...Object.fromEntries(selections.map((each, index) => [`selection_${String(index + 1)}`, plainSelection(each)])),
    condition: '1 of selection_*',
  },
  falsepositives: [...falsePositives],
  // What is counted is no news by itself.
  level: many === undefined ? level : 'informational',
});

const correlation = (rule: Rule, many: NonNullable<Rule['many']>) => ({
  title: rule.title,
  id: many.id,
  status: 'experimental',
  description: rule.description,
  author: 'Samehand',
  date: DATE,
  correlation: {
    ...(many.count === 'machines'
      ? { type: 'value_count', rules: [`samehand-${rule.name}`], 'group-by': ['event.module'] }
      : { type: 'event_count', rules: [`samehand-${rule.name}`], 'group-by': ['host.id'] }),
    timespan: `${String(many.minutes)}m`,
    condition: { gte: many.atLeast, ...(many.count === 'machines' ? { field: 'host.id' } : {}) },
  },
  falsepositives: [...rule.falsePositives],
  level: rule.level,
});

export const sigmaRule = (rule: Rule): string =>
  rule.many === undefined ? yaml(base(rule)) : yaml(base(rule), correlation(rule, rule.many));
