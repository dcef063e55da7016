/**
 * What the structured clone algorithm carries, as text: the debugger's bindings and events between worlds carry
 * nothing else. Shared references and cycles stay what they are.
 */

type Wire = string | number | boolean | null | readonly [tag: string, ...rest: unknown[]];

/** Encodes what the caller has a way of its own for (functions, promises), or undefined. */
export type Special = (value: object) => readonly [tag: string, body: string | number] | undefined;
/** The other way; undefined for a tag that is not the caller's. */
export type Unspecial = (tag: string, body: string | number) => unknown;

/** As deep as Electron goes. */
const MAX_DEPTH = 1_000;
const CHUNK = 8_192;

const VIEWS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;
const isView = (name: string): name is keyof typeof VIEWS => Object.hasOwn(VIEWS, name);

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
};
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Without the prototypes' help: a page may have put its own functions there. */
const tagOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

const encodePrimitive = (value: unknown): Wire => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ['number', Object.is(value, -0) ? '-0' : `${value}`];
  }
  if (typeof value === 'undefined') return ['undefined'];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  throw new Error('An object could not be cloned.');
};

const isComposite = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Throws for what cannot be cloned. */
export const encode = (value: unknown, special: Special = () => undefined): string => {
  const seen = new Map<object, number>();
  const entriesOf = (object: object, depth: number): Wire[][] =>
    Object.entries(object).map(([key, item]) => [key, walk(item, depth + 1)]);
  const walk = (item: unknown, depth: number): Wire => {
    if (!isComposite(item)) return encodePrimitive(item);
    if (depth > MAX_DEPTH)
      throw new Error(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      );
    const known = seen.get(item);
    if (known !== undefined) return ['seen', known];
    const own = special(item);
    if (own !== undefined) return own;
    if (typeof item === 'function') throw new Error('An object could not be cloned.');
    seen.set(item, seen.size);
    if (Array.isArray(item)) return ['array', item.map((each) => walk(each, depth + 1))];
    if (item instanceof Map) return ['map', [...item].map((pair) => pair.map((each) => walk(each, depth + 1)))];
    if (item instanceof Set) return ['set', [...item].map((each) => walk(each, depth + 1))];
    if (item instanceof Error) return ['error', item.name, item.message];
    const tag = tagOf(item);
    if (tag === 'Date') return ['date', (item as Date).getTime()];
    if (tag === 'RegExp') return ['regexp', (item as RegExp).source, (item as RegExp).flags];
    if (tag === 'ArrayBuffer') return ['buffer', toBase64(new Uint8Array(item as ArrayBuffer))];
    if (isView(tag)) {
      const { buffer, byteOffset, byteLength } = item as Uint8Array;
      return ['view', tag, toBase64(new Uint8Array(buffer, byteOffset, byteLength))];
    }
    if (tag === 'Promise' || tag === 'WeakMap' || tag === 'WeakSet') throw new Error('An object could not be cloned.');
    return ['object', entriesOf(item, depth)];
  };
  return JSON.stringify(walk(value, 0));
};

const put = (object: object, key: string, value: unknown): void => {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
};

export const decode = (text: string, unspecial: Unspecial = () => undefined): unknown => {
  const seen: unknown[] = [];
  const keep = <T>(value: T): T => {
    seen.push(value);
    return value;
  };
  const read = (wire: Wire): unknown => {
    if (!Array.isArray(wire)) return wire;
    const [tag, body, more] = wire as [string, never, never];
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(body);
      case 'bigint':
        return BigInt(body);
      case 'seen':
        return seen[body];
      case 'array': {
        const list: unknown[] = keep([]);
        for (const each of body as Wire[]) list.push(read(each));
        return list;
      }
      case 'map': {
        const map = keep(new Map<unknown, unknown>());
        for (const [key, value] of body as [Wire, Wire][]) map.set(read(key), read(value));
        return map;
      }
      case 'set': {
        const set = keep(new Set<unknown>());
        for (const each of body as Wire[]) set.add(read(each));
        return set;
      }
      case 'object': {
        const object = keep({});
        for (const [key, value] of body as [string, Wire][]) put(object, key, read(value));
        return object;
      }
      case 'error':
        return keep(Object.assign(new Error(more), { name: body }));
      case 'date':
        return keep(new Date(body));
      case 'regexp':
        return keep(new RegExp(body, more));
      case 'buffer':
        return keep(fromBase64(body).buffer);
      case 'view':
        return keep(new VIEWS[body as keyof typeof VIEWS](fromBase64(more).buffer));
      default:
        return unspecial(tag, body);
    }
  };
  return read(JSON.parse(text) as Wire);
};
