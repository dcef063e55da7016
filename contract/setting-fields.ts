/** The settings of the policy one by one, from its schema: for the registry, and for templates. */
import { z } from 'zod';

export interface SettingField {
  /** Dotted. */
  readonly path: string;
  /** `json`: a list, or a section that may be null. */
  readonly kind: 'boolean' | 'integer' | 'number' | 'text' | 'json';
  readonly description: string;
  readonly choices: readonly string[] | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly initial: unknown;
}

/** What is read of a field's JSON Schema. */
interface Node {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
}

const kindOf = ({ type, enum: choices, anyOf }: Node): SettingField['kind'] => {
  if (choices !== undefined) return 'text';
  const plain = anyOf?.filter((each) => each.type !== 'null') ?? [];
  if (plain.length === 1 && plain[0]?.type === 'string') return 'text';
  if (type === 'boolean' || type === 'integer' || type === 'number') return type;
  return type === 'string' ? 'text' : 'json';
};

const fieldsOf = (path: string, node: Node): readonly SettingField[] => {
  if (node.properties !== undefined) {
    return Object.entries(node.properties).flatMap(([name, child]) =>
      fieldsOf(path === '' ? name : `${path}.${name}`, child),
    );
  }
  const { description = '', enum: choices = null, minimum, exclusiveMinimum, maximum } = node;
  return [
    {
      path,
      kind: kindOf(node),
      description,
      choices,
      minimum: minimum ?? exclusiveMinimum ?? null,
      maximum: maximum ?? null,
      initial: node.default,
    },
  ];
};

/** In the order of the schema. */
export const settingFields = (schema: z.ZodType): readonly SettingField[] =>
  fieldsOf('', z.toJSONSchema(schema, { io: 'input' }) as Node);
