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
}

const HEADER = ['Field', 'Values', 'Default', 'Meaning'];

const code = (text: string): string => `\`${text}\``;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const valuesOf = ({ type, enum: choices, minimum, exclusiveMinimum, maximum }: Field): string => {
  if (choices !== undefined) return choices.map(code).join(', ');
  if (type === 'boolean') return [true, false].map((value) => code(String(value))).join(', ');
  const lowest = exclusiveMinimum === undefined ? String(minimum) : `above ${String(exclusiveMinimum)}`;
  return `${type === 'integer' ? 'whole number' : 'number'}, ${lowest} to ${String(maximum)}`;
};

const rowsOf = (path: string, field: Field): string[] => {
  const { properties, description = '' } = field;
  if (properties === undefined)
    return [row([code(path), valuesOf(field), code(JSON.stringify(field.default)), description])];
  const rows = Object.entries(properties).flatMap(([name, child]) =>
    rowsOf(path === '' ? name : `${path}.${name}`, child),
  );
  return path === '' ? rows : [row([code(path), 'section', '', description]), ...rows];
};

/** Markdown: one row a field in the order of the schema, nested ones with their path; no newline at the end. */
export const policyTable = (): string => {
  const schema = z.toJSONSchema(policySchema, { io: 'input' }) as Field;
  return [row(HEADER), row(HEADER.map(() => '---')), ...rowsOf('', schema)].join('\n');
};

if (import.meta.main) process.stdout.write(`${policyTable()}\n`);
