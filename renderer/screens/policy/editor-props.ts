/** What every editor of a value is given. */
import type { Fault } from './field-faults.ts';
import type { SchemaNode } from './schema-node.ts';

export interface EditorProps {
  /** Of the value, with the numbers of entries: `times.0.from`. */
  readonly path: string;
  readonly label: string;
  readonly description: string;
  readonly node: SchemaNode;
  readonly value: unknown;
  readonly faults: readonly Fault[];
  readonly onChange: (value: unknown) => void;
}

/** By which the first wrong field is found and focused. */
export const fieldId = (path: string): string => `field-${path}`;
