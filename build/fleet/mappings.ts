/** Fields of an index that takes the documents of the ECS format, made from the schema of the audit log. */
import { z } from 'zod';
import { auditEventSchema } from '../../contract/audit.ts';

export interface Field {
  readonly type: string;
  readonly [setting: string]: unknown;
}
export type Mapping = Field | { readonly properties: Readonly<Record<string, Mapping>> };

const KEYWORD: Field = { type: 'keyword', ignore_above: 1_024 };
/** Found and sorted by nobody, but there to be shown, and to be held against the log. */
const STORED: Field = { type: 'keyword', index: false, doc_values: false };
const LONG: Field = { type: 'long' };
const DOUBLE: Field = { type: 'double' };
const BOOLEAN: Field = { type: 'boolean' };
const DATE: Field = { type: 'date' };
const TEXT: Field = { type: 'text' };

const of = (properties: Readonly<Record<string, Mapping>>): Mapping => ({ properties });
const keywords = (...names: readonly string[]): Readonly<Record<string, Field>> =>
  Object.fromEntries(names.map((name) => [name, KEYWORD]));

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
}

/** Of a list the type of what it lists: an index knows no other. */
const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['string', KEYWORD],
  ['number', DOUBLE],
  ['integer', DOUBLE],
  ['boolean', BOOLEAN],
]);

/** Null for what the format leaves out: objects, and lists of them. */
const fieldOf = ({ type, enum: choices, anyOf = [], items }: JsonSchema): Field | null => {
  if (choices !== undefined) return KEYWORD;
  if (items !== undefined) return fieldOf(items) === KEYWORD ? KEYWORD : null;
  const known = [type ?? []].flat().flatMap((each) => FIELDS.get(each) ?? []);
  return known[0] ?? anyOf.map(fieldOf).find((field) => field !== null) ?? null;
};

/** What each kind's records say, under a name of its own. */
const bodies = (): Readonly<Record<string, Mapping>> =>
  Object.fromEntries(
    auditEventSchema.options.flatMap(({ shape }) => {
      const { properties = {} } = z.toJSONSchema(shape.body) as {
        readonly properties?: Readonly<Record<string, JsonSchema>>;
      };
      const fields = Object.entries(properties).flatMap(([name, schema]) => {
        const field = fieldOf(schema);
        return field === null ? [] : [[name, field] as const];
      });
      return fields.length === 0 ? [] : [[shape.kind.value.replaceAll('-', '_'), of(Object.fromEntries(fields))]];
    }),
  );

/** `dynamic` false: what a newer agent says is stored all the same, and no document is ever refused for it. */
export const mappings = (): Readonly<Record<string, unknown>> => ({
  dynamic: false,
  properties: {
    '@timestamp': DATE,
    message: TEXT,
    ecs: of(keywords('version')),
    event: of({
      ...keywords('kind', 'category', 'type', 'action', 'outcome', 'reason', 'id', 'module', 'dataset', 'provider'),
      severity: LONG,
      sequence: LONG,
      original: STORED,
    }),
    host: of(keywords('id', 'name', 'hostname')),
    user: of(keywords('id', 'roles')),
    related: of(keywords('user')),
    agent: of(keywords('type', 'version')),
    rule: of(keywords('id', 'name', 'ruleset', 'category')),
    samehand: of({ chain_link: STORED, ...bodies() }),
  },
});

/** Whether a dotted name is among the fields. */
export const hasField = (name: string): boolean => {
  let mapping: unknown = mappings();
  for (const part of name.split('.')) {
    const { properties } = mapping as { readonly properties?: Readonly<Record<string, unknown>> };
    mapping = properties?.[part];
    if (mapping === undefined) return false;
  }
  return typeof (mapping as { readonly type?: unknown }).type === 'string';
};
