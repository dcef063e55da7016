/** How large a message is, before anything looks at what it says. */

/** A policy document and what is around it. */
export const MAX_MESSAGE_BYTES = 2 * 1024 * 1024;
/** What a value costs by itself, and an object: a message of many empty ones is large too. */
const VALUE_BYTES = 8;
const OBJECT_BYTES = 64;

const ownBytes = (value: unknown): number => {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value === 'bigint') return value.toString(16).length;
  if (typeof value !== 'object' || value === null) return 0;
  const isBytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  return OBJECT_BYTES + (isBytes ? value.byteLength : 0);
};

const childrenOf = (value: unknown): readonly unknown[] => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set) return [...value];
  return Object.entries(value).flat();
};

/** Whether a structured clone is at most `limit` bytes, roughly. One that contains itself is not. */
export const isWithin = (message: unknown, limit: number = MAX_MESSAGE_BYTES): boolean => {
  let left = limit;
  const waiting: unknown[] = [message];
  for (let value = waiting.pop(); ; value = waiting.pop()) {
    left -= VALUE_BYTES + ownBytes(value);
    if (left < 0) return false;
    const children = childrenOf(value);
    if (children.length * VALUE_BYTES > left) return false;
    for (const child of children) waiting.push(child);
    if (waiting.length === 0) return true;
  }
};
