import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import { AUDIT_FORMATS } from '../contract/audit-reading.ts';
import { auditEventSchema, type AuditRecord } from '../contract/audit.ts';
import { policySchema } from '../contract/policy.ts';
import { FORMATS } from '../main/audit-proof/formats/index.ts';
import { appendLink } from '../main/forwarding/append-link.ts';
import { frame, syslogMessage } from '../main/forwarding/syslog-message.ts';
import { EVERY_EVENT } from '../main/notify/every-event.fixture.ts';
import { fleetTemplates } from './fleet-templates.ts';
import { PANELS } from './fleet/dashboard.ts';
import { kuery } from './fleet/elastic-rules.ts';
import { elasticTemplate, openSearchTemplate } from './fleet/indexes.ts';
import { hasField } from './fleet/mappings.ts';
import { ABSENCES, RULES } from './fleet/rules.ts';
import { workingDay } from './fleet/working-day.ts';
import { yaml } from './fleet/yaml.ts';

const FOLDER = join(import.meta.dirname, '../resources/fleet');
const SOURCE = {
  machine: '7d1c2a34-90b1-4f0e-8a55-3f1e2b6c9d10',
  user: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  hostname: 'ws-0421.corp.example.org',
  version: '0.1.0',
};
/** Debian's Python, because a Python put before it in `PATH` does not see Debian's modules. */
const DEBIAN_PYTHON = '/usr/bin/python3';

const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const jsonLines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

/** Dotted names of everything in a document that is no object. */
const leaves = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`))
    : [path];
/** Names of fields in a query, before their colon or comparison. */
const fieldsIn = (query: string): string[] =>
  [...query.matchAll(/([a-z_@]+(?:\.[a-z_A-Z]+)+)\s*(?::|=|\))/g)].map(([, name]) => name ?? '');

const needsYaml = (ctx: TestContext): void => {
  if (spawnSync(DEBIAN_PYTHON, ['-c', 'import yaml']).status !== 0) ctx.skip('needs python3-yaml: it is not installed');
};
/** Each document of a text. */
const parseYaml = (text: string): readonly unknown[] => {
  const script = 'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin))))';
  return JSON.parse(spawnSync(DEBIAN_PYTHON, ['-c', script], { input: text, encoding: 'utf8' }).stdout) as unknown[];
};

const EVERY_RECORD: readonly AuditRecord[] = Object.values(EVERY_EVENT).map(({ kind, body }, index) => ({
  seq: index + 1,
  at: '2026-03-02T09:00:00Z',
  kind,
  body: { ...body },
}));

describe('what a fleet is set up with', () => {
  it.each([...fleetTemplates()])(
    '%s is what the schema makes; node build/fleet-templates.ts writes it',
    (name, content) => {
      expect(read(name)).toBe(content);
    },
  );

  it('holds nothing else that a program writes', () => {
    const written = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(json|ndjson|yml)$/.test(name),
    );
    expect(written.toSorted()).toEqual([...fleetTemplates().keys(), 'ansible/policy.yml'].toSorted());
  });
});

describe('the template of the index', () => {
  it('has every field of every record as the ECS format writes it', () => {
    for (const record of EVERY_RECORD) {
      const line = appendLink('ecs', FORMATS.ecs.line(record, SOURCE), 'AAAA');
      const unknown = leaves(JSON.parse(line)).filter((name) => !hasField(name));
      expect(unknown, record.kind).toEqual([]);
    }
  });

  it('is the same for both engines, but for what removes old indexes', () => {
    const { template: elastic } = elasticTemplate() as { template: { settings: object; mappings: object } };
    const { template: openSearch } = openSearchTemplate() as typeof elasticTemplate extends () => unknown
      ? { template: { settings: object; mappings: object } }
      : never;
    expect(openSearch.mappings).toEqual(elastic.mappings);
    expect(elastic.settings).toEqual({ ...openSearch.settings, 'index.lifecycle.name': 'samehand-audit' });
  });
});

describe('rules', () => {
  const kinds = new Set<string>(auditEventSchema.options.map(({ shape }) => shape.kind.value));

  it('are about fields and kinds that there are', () => {
    for (const { selections } of RULES) {
      for (const selection of selections) {
        expect(Object.keys(selection).filter((name) => !hasField(name))).toEqual([]);
        expect(kinds).toContain(selection['event.action']);
      }
    }
    for (const { esql } of ABSENCES) expect(fieldsIn(esql).filter((name) => !hasField(name))).toEqual([]);
  });

  it('have numbers of their own', () => {
    const ids = [
      ...RULES.flatMap(({ id, many }) => [id, ...(many === undefined ? [] : [many.id])]),
      ...ABSENCES.map(({ id }) => id),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true);
  });

  it('find what they are about among one record of each kind', () => {
    const holds = (document: unknown, name: string, wanted: unknown): boolean => {
      let value: unknown = document;
      for (const part of name.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[part];
      return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
    };
    const found = (name: string): string[] => {
      const { selections } = RULES.find((rule) => rule.name === name) ?? expect.fail();
      return EVERY_RECORD.filter((record) => {
        const document: unknown = JSON.parse(FORMATS.ecs.line(record, SOURCE));
        return selections.some((selection) =>
          Object.entries(selection).every(([field, wanted]) => holds(document, field, wanted)),
        );
      }).map(({ kind }) => kind);
    };
    expect(found('lock-storm')).toEqual(['action-done']);
    expect(found('coverage-loss')).toEqual(['sensor-state', 'coverage-gap']);
    // The chain of the fixture is new, and its end authorised: neither is news.
    expect(found('log-tampered')).toEqual(['audit-fault-found']);
    expect(found('agent-ended')).toEqual(['agent-died']);
  });

  it('are Sigma: YAML with what the specification requires', (ctx) => {
    if (spawnSync(DEBIAN_PYTHON, ['-c', 'import yaml']).status !== 0)
      ctx.skip('needs python3-yaml: it is not installed');
    const required = z.object({
      title: z.string().max(256),
      id: z.uuid(),
      status: z.literal('experimental'),
      level: z.enum(['informational', 'low', 'medium', 'high']),
    });
    const rule = required.extend({
      logsource: z.object({ product: z.literal('samehand'), service: z.literal('audit') }),
      detection: z.object({ condition: z.string(), selection_1: z.record(z.string(), z.unknown()) }),
    });
    const correlation = required.extend({
      correlation: z.object({
        type: z.enum(['event_count', 'value_count']),
        rules: z.tuple([z.string()]),
        'group-by': z.array(z.string().refine(hasField)),
        timespan: z.string().regex(/^\d+m$/),
        condition: z.object({ gte: z.number(), field: z.string().refine(hasField).optional() }),
      }),
    });
    for (const name of readdirSync(join(FOLDER, 'sigma'))) {
      const [first, second, ...others] = parseYaml(read(`sigma/${name}`));
      const { detection } = rule.parse(first);
      expect(Object.keys(detection.selection_1).filter((field) => !hasField(field))).toEqual([]);
      if (second !== undefined)
        expect(correlation.parse(second).correlation.rules).toEqual([z.object({ name: z.string() }).parse(first).name]);
      expect(others).toEqual([]);
    }
  });

  it('are rules of Elastic Security, switched off', () => {
    const rules = z
      .array(
        z.object({
          rule_id: z.uuid(),
          name: z.string(),
          description: z.string(),
          severity: z.enum(['low', 'medium', 'high']),
          risk_score: z.number(),
          type: z.enum(['query', 'threshold', 'esql']),
          query: z.string(),
          enabled: z.literal(false),
        }),
      )
      .parse(jsonLines(read('elastic/detection-rules.ndjson')));
    expect(rules).toHaveLength(RULES.length + ABSENCES.length);
    expect(kuery(RULES[2] ?? expect.fail())).toBe(
      '(event.action: "coverage-gap") or (event.action: "sensor-state" and samehand.sensor_state.state: ("degraded" or "restarting"))',
    );
  });
});

describe('the dashboard', () => {
  it('looks at fields that there are', () => {
    for (const { fields, query, aggregations } of PANELS) {
      const asked = aggregations.flatMap(
        ({ params }) => z.object({ field: z.string().optional() }).parse(params).field ?? [],
      );
      const all = [...fields, ...fieldsIn(query), ...asked];
      expect(all.filter((name) => !hasField(name))).toEqual([]);
      expect([...fieldsIn(query), ...asked].filter((name) => name !== '@timestamp' && !fields.includes(name))).toEqual(
        [],
      );
    }
  });

  it('refers to nothing that is not in the file', () => {
    const objects = z
      .array(
        z.object({
          id: z.string(),
          type: z.string(),
          references: z.array(z.object({ id: z.string(), type: z.string() })),
        }),
      )
      .parse(jsonLines(read('dashboard.ndjson')));
    const there = new Set(objects.map(({ id, type }) => `${type} ${id}`));
    expect(
      objects.flatMap(({ references }) => references).filter(({ id, type }) => !there.has(`${type} ${id}`)),
    ).toEqual([]);
    expect(there.size).toBe(PANELS.length + 2);
  });
});

describe('what an administrator fills in', () => {
  const names = z.record(z.string(), z.unknown());

  it('is a configuration of the collector whose parts refer to one another', (ctx) => {
    needsYaml(ctx);
    const { extensions, receivers, exporters, service } = z
      .object({
        extensions: names,
        receivers: z.object({
          otlp: z.object({
            protocols: z.object({ http: z.object({ auth: z.object({ authenticator: z.string() }) }) }),
          }),
        }),
        exporters: z.record(z.string(), z.object({ sending_queue: z.object({ storage: z.string() }) })),
        service: z.object({
          extensions: z.array(z.string()),
          pipelines: z.object({ logs: z.object({ receivers: z.array(z.string()), exporters: z.array(z.string()) }) }),
        }),
      })
      .parse(parseYaml(read('collector.yaml'))[0]);
    expect(service.extensions).toEqual(Object.keys(extensions));
    expect(service.pipelines.logs).toEqual({ receivers: Object.keys(receivers), exporters: Object.keys(exporters) });
    expect(extensions).toHaveProperty(receivers.otlp.protocols.http.auth.authenticator);
    for (const { sending_queue: queue } of Object.values(exporters)) expect(extensions).toHaveProperty(queue.storage);
  });

  it('is a play whose policy is one', (ctx) => {
    needsYaml(ctx);
    const plays = z.tuple([z.object({ vars: z.object({ samehand_policy: z.unknown() }) })]);
    const [{ vars }] = plays.parse(parseYaml(read('ansible/policy.yml'))[0]);
    expect(policySchema.safeParse(vars.samehand_policy).error).toBeUndefined();
  });
});

describe('the YAML that is written', () => {
  it('quotes what would be read as something else', () => {
    expect(
      yaml({ a: 'word', b: 'true', c: '1.5', d: "it's: so", e: 7, f: false, g: [{ h: 'x', i: ['y'] }] }, { j: 'k' }),
    ).toBe(
      "a: word\nb: 'true'\nc: '1.5'\nd: 'it''s: so'\ne: 7\nf: false\ng:\n  - h: x\n    i:\n      - 'y'\n---\nj: k\n",
    );
  });
});

describe('docs/fleet.md', () => {
  it('has the figures of the working day that it states', () => {
    const doc = readFileSync(join(import.meta.dirname, '../docs/fleet.md'), 'utf8');
    const day = workingDay(1);
    expect(doc).toContain(`${String(day.length)} records a day`);
    for (const format of AUDIT_FORMATS.filter((each) => each !== 'csv')) {
      const lines = day.map((record) => FORMATS[format].line(record, SOURCE));
      const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
      const framed = day.reduce(
        (sum, record, index) => sum + frame(syslogMessage(record, SOURCE, lines[index] ?? '')).length,
        0,
      );
      const kilobytes = (count: number): string => (count / 1_000).toFixed(1);
      expect(doc).toContain(`| ${format} | ${kilobytes(bytes)} kB | ${kilobytes(framed)} kB |`);
    }
  });
});
