/** One text for one value, whatever the order in which its members were set: what a hash can be taken of. */

/**
 * JSON after RFC 8785: no white space, members sorted by UTF-16 code units, numbers and strings as ECMAScript writes
 * them. Members that are `undefined` are left out. Throws on what JSON cannot hold (NaN, infinities, functions).
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`${String(value)} is not a JSON number`);
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return JSON.stringify(value);
  throw new TypeError(`JSON cannot hold a ${typeof value}`);
};
