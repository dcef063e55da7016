/**
 * The table of policy fields in docs/policy.md, made from the schema so that the two cannot differ.
 *
 * Usage: node build/policy-docs.ts
 */
import { z } from 'zod';
import { policySchema } from '../contract/policy.ts';

/** What is read of a field's JSON Schema. */
interface Field {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  readonly anyOf?: readonly Field[];
}

const HEADER = ['Field', 'Values', 'Default', 'Meaning'];

const code = (text: string): string => `\`${text}\``;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The one thing that a field is where it is not null; itself where it cannot be null. */
const whereNotNull = (field: Field): Field => {
  const rest = field.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : field;
};
const isNullable = ({ anyOf }: Field): boolean => anyOf?.some(({ type }) => type === 'null') === true;

const plainValues = (field: Field): string => {
  const { type, enum: choices, minimum, exclusiveMinimum, maximum, items, properties, anyOf } = field;
  if (choices !== undefined) return choices.map(code).join(', ');
  if (items !== undefined) {
    return items.enum === undefined
      ? `list of ${items.properties === undefined ? 'texts' : 'entries'}`
      : `list of ${plainValues(items)}`;
  }
  if (properties !== undefined) return 'section';
  if (type === 'boolean') return [true, false].map((value) => code(String(value))).join(', ');
  if (type === 'string' || anyOf !== undefined) return 'text';
  const lowest = exclusiveMinimum === undefined ? String(minimum) : `above ${String(exclusiveMinimum)}`;
  return `${type === 'integer' ? 'whole number' : 'number'}, ${lowest} to ${String(maximum)}`;
};

const valuesOf = (field: Field): string =>
  `${plainValues(whereNotNull(field))}${isNullable(field) ? `, or ${code('null')}` : ''}`;

const initialOf = ({ default: initial }: Field): string => (initial === undefined ? '' : code(JSON.stringify(initial)));

/** Fields of a section, of one that may be null, and of the entries of a list. */
const fieldsWithin = (field: Field): readonly (readonly [string, Field])[] => {
  const inner = whereNotNull(field);
  const entry = inner.items?.properties;
  return entry === undefined
    ? Object.entries(inner.properties ?? {})
    : Object.entries(entry).map(([name, child]) => [`[].${name}`, child]);
};

const rowsOf = (path: string, field: Field): string[] => {
  const isSection = field.properties !== undefined;
  const { description = whereNotNull(field).description ?? '' } = field;
  const rows = fieldsWithin(field).flatMap(([name, child]) =>
    rowsOf(path === '' ? name : `${path}${name.startsWith('[]') ? '' : '.'}${name}`, child),
  );
  if (path === '') return rows;
  return [row([code(path), valuesOf(field), isSection ? '' : initialOf(field), description]), ...rows];
};

/** Markdown: one row a field in the order of the schema, nested ones with their path; no newline at the end. */
export const policyTable = (): string => {
  const schema = z.toJSONSchema(policySchema, { io: 'input' }) as Field;
  return [row(HEADER), row(HEADER.map(() => '---')), ...rowsOf('', schema)].join('\n');
};

if (import.meta.main) process.stdout.write(`${policyTable()}\n`);
