/** Root keys in what somebody kept: a key, the lines that `samehand audit key` prints, or its JSON. */
const KEYS = /ed25519:[A-Za-z0-9+/]{43}=/g;

/** Each once, in their order. */
export const keysIn = (text: string): readonly string[] => [...new Set(text.match(KEYS))];
