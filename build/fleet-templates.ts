/**
 * What a fleet's search engine is set up with, made from the schema of the audit log so that the two cannot differ:
 * templates of the index, for how long it is kept, a dashboard, detection rules.
 *
 * Usage: node build/fleet-templates.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dashboard } from './fleet/dashboard.ts';
import { elasticRules } from './fleet/elastic-rules.ts';
import { elasticLifecycle, elasticTemplate, openSearchLifecycle, openSearchTemplate } from './fleet/indexes.ts';
import { holeMonitor, silentMonitor } from './fleet/monitors.ts';
import { RULES } from './fleet/rules.ts';
import { sigmaRule } from './fleet/sigma.ts';

const FOLDER = join(import.meta.dirname, '../resources/fleet');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Files by their name in the folder. */
export const fleetTemplates = (): ReadonlyMap<string, string> =>
  new Map([
    ['elastic/index-template.json', json(elasticTemplate())],
    ['elastic/lifecycle-policy.json', json(elasticLifecycle())],
    ['elastic/detection-rules.ndjson', elasticRules()],
    ['opensearch/index-template.json', json(openSearchTemplate())],
    ['opensearch/lifecycle-policy.json', json(openSearchLifecycle())],
    ['opensearch/monitor-machine-silent.json', json(silentMonitor())],
    ['opensearch/monitor-sequence-hole.json', json(holeMonitor())],
    ['dashboard.ndjson', dashboard()],
    ...RULES.map((rule) => [`sigma/${rule.name}.yml`, sigmaRule(rule)] as const),
  ]);

if (import.meta.main) {
  for (const [name, content] of fleetTemplates()) {
    const path = join(FOLDER, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
