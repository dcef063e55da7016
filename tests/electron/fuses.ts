/** The switches that are burned into a binary of Electron (see `electronFuses` in electron-builder.yml). */
import { readFileSync } from 'node:fs';

/** Marks their place in the binary. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const SCHEMA_VERSION = 1;

/** In the order in which they stand. Newer binaries have more behind them. */
export const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
export type Fuse = (typeof FUSES)[number];

/** Which are on. Throws for a file that has none. */
export const readFuses = (binary: string): Readonly<Record<Fuse, boolean>> => {
  const bytes = readFileSync(binary);
  const at = bytes.indexOf(SENTINEL);
  const [version, length = 0] = bytes.subarray(at + SENTINEL.length);
  if (at === -1 || version !== SCHEMA_VERSION || length < FUSES.length) throw new Error(`${binary} has no fuses`);
  const wire = bytes.subarray(at + SENTINEL.length + 2, at + SENTINEL.length + 2 + FUSES.length).toString('latin1');
  return Object.fromEntries(FUSES.map((name, index) => [name, wire[index] === '1'])) as Record<Fuse, boolean>;
};
