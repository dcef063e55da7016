/** What kind of field a part of the policy's schema is edited with. */
import { z } from 'zod';
import { policySchema } from '../../../contract/policy.ts';

/** What is read of a JSON Schema. */
export interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

export type Shape =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly isInteger: boolean }
  | { readonly kind: 'text'; readonly isNullable: boolean }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly isNullable: boolean }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'texts' }
  | { readonly kind: 'list'; readonly item: SchemaNode }
  | { readonly kind: 'section'; readonly section: SchemaNode }
  | { readonly kind: 'json' };

const shapeOfList = ({ items = {} }: SchemaNode): Shape => {
  if (items.enum !== undefined) return { kind: 'choices', choices: items.enum };
  if (items.type === 'string') return { kind: 'texts' };
  return items.properties === undefined ? { kind: 'json' } : { kind: 'list', item: items };
};

/** `json` is what remains where nothing else is sensible. */
export const shapeOf = (node: SchemaNode): Shape => {
  const isNullable = node.anyOf?.some(({ type }) => type === 'null') ?? false;
  const [first, ...others] = node.anyOf?.filter(({ type }) => type !== 'null') ?? [node];
  if (first === undefined || others.some(({ type }) => type !== first.type)) return { kind: 'json' };
  if (first.enum !== undefined) return { kind: 'choice', choices: first.enum, isNullable };
  switch (first.type) {
    case 'boolean':
      return { kind: 'switch' };
    case 'integer':
    case 'number':
      return { kind: 'number', isInteger: first.type === 'integer' };
    case 'string':
      return { kind: 'text', isNullable };
    case 'array':
      return shapeOfList(first);
    case 'object':
      return first.properties === undefined ? { kind: 'json' } : { kind: 'section', section: first };
    case undefined:
    default:
      return { kind: 'json' };
  }
};

const root = z.toJSONSchema(policySchema, { io: 'input' }) as SchemaNode;

/** The schema of a setting or a section, by its dotted path. */
export const nodeAt = (path: string): SchemaNode =>
  path.split('.').reduce<SchemaNode>((node, name) => node.properties?.[name] ?? {}, root);

/** What a new entry or section begins with: nothing of what has a default. */
export const freshValue = (node: SchemaNode): unknown => {
  const shape = shapeOf(node);
  if (shape.kind === 'section') {
    const { properties = {}, required = [] } = shape.section;
    return Object.fromEntries(required.map((name) => [name, freshValue(properties[name] ?? {})]));
  }
  if (shape.kind === 'choice') return shape.choices[0];
  if (shape.kind === 'switch') return false;
  return shape.kind === 'number' || shape.kind === 'text' ? '' : [];
};
