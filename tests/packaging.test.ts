/** Packages the program with a stand-in for Electron's binary, and looks at what a user would be sent. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBundled } from '../build/bundle.mjs';
import { needs } from './support/needs.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const BUILDER = join(PROJECT, 'node_modules/electron-builder/out/cli/cli.js');
/** npm, asked for the tree of packages, may have to wait for a busy machine. */
const PACKAGING_TIMEOUT_MS = 300_000;

const scratch = mkdtempSync(join(tmpdir(), 'samehand-packaging-'));
const stubElectron = join(scratch, 'electron');
const resources = join(scratch, 'out/linux-unpacked/resources');

/** Runs electron-builder with the project's configuration and `changes` to it. */
const pack = (
  changes: Readonly<Record<string, unknown>>,
): { readonly status: number | null; readonly output: string } => {
  const config = join(scratch, 'config.json');
  const base = {
    extends: join(PROJECT, 'electron-builder.yml'),
    electronDist: stubElectron,
    electronFuses: null, // the stand-in has none to flip
    directories: { output: join(scratch, 'out') },
  };
  writeFileSync(config, JSON.stringify({ ...base, ...changes }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILDER, '--linux', 'dir', '--config', config], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
};

interface AsarEntry {
  readonly files?: Readonly<Record<string, AsarEntry>>;
}

const pathsOf = (entry: AsarEntry, prefix = ''): readonly string[] =>
  Object.entries(entry.files ?? {}).flatMap(([name, child]) =>
    child.files === undefined ? [`${prefix}${name}`] : pathsOf(child, `${prefix}${name}/`),
  );

/** Paths in an asar archive: four little-endian words, the last the length of the JSON header that follows them. */
const listAsar = (file: string): readonly string[] => {
  const descriptor = openSync(file, 'r');
  const words = Buffer.alloc(16);
  readSync(descriptor, words);
  const header = Buffer.alloc(words.readUInt32LE(12));
  readSync(descriptor, header);
  closeSync(descriptor);
  return pathsOf(JSON.parse(header.toString('utf8')) as AsarEntry);
};

beforeAll(() => {
  for (const folder of ['locales', 'resources']) mkdirSync(join(stubElectron, folder), { recursive: true });
  writeFileSync(join(stubElectron, 'electron'), '#!/bin/sh\n', { mode: 0o755 });
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(stubElectron, file), '');
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

describe('packaging', () => {
  it(
    'ships the bundle, the icons and the native packages of this machine',
    { timeout: PACKAGING_TIMEOUT_MS },
    async (ctx) => {
      needs(ctx, 'linux');
      expect(await ensureBundled(PROJECT)).toBe(true);
      const { status, output } = pack({});
      expect(status, output).toBe(0);

      const paths = listAsar(join(resources, 'app.asar'));
      expect(paths).toEqual(
        expect.arrayContaining([
          'package.json',
          'dist/desktop.js',
          'dist/preload.cjs',
          'dist/renderer/index.html',
          'dist/samehand.js',
          'dist/sensor-process.js',
          'dist/archive-worker.js',
          'dist/audit-worker.js',
          'dist/engine-worker.js',
          'dist/evaluation-worker.js',
          'dist/verifier/samehand-verify.html',
          'dist/verifier/samehand-verify.mjs',
          'resources/icons/32x32.png',
          'resources/icons/tray/degraded.png',
          'resources/icons/tray/degradedTemplate@2x.png',
        ]),
      );
      const folders = new Set(paths.map((path) => path.split('/')[0]));
      expect([...folders].sort()).toEqual(['dist', 'node_modules', 'package.json', 'resources']);
      expect(
        paths.filter((path) => /\.map$|^node_modules\/(node|zod|electron|react|react-dom|@mantine)\//.test(path)),
      ).toEqual([]);

      const native = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' });
      const machine = `linux-${process.arch}`;
      expect(native.filter((path) => path.endsWith('.node')).sort()).toEqual([
        `node_modules/@koromix/koffi-${machine}/linux_${process.arch}/koffi.node`,
        `node_modules/better-sqlite3/prebuilds/${machine}.node`,
        'node_modules/keytar/build/Release/keytar.node',
        `node_modules/uiohook-napi/prebuilds/${machine}/uiohook-napi.node`,
      ]);
    },
  );

  it('refuses a configuration that its schema does not know', { timeout: PACKAGING_TIMEOUT_MS }, () => {
    const { status, output } = pack({ asarUnpak: ['**/*.node'] });
    expect(status).not.toBe(0);
    expect(output).toContain('asarUnpak');
  });

  it('sends out a program that runs no other code than its own', () => {
    const text = readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8');
    const section = /^electronFuses:\n((?: {2}.*\n)+)/mu.exec(text)?.[1] ?? '';
    const fuses = [...section.matchAll(/^ {2}(\w+): (\w+)$/gmu)].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(fuses)).toEqual({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      loadBrowserProcessSpecificV8Snapshot: 'false',
      grantFileProtocolExtraPrivileges: 'false',
    });
    expect(section.trimEnd().split('\n')).toHaveLength(fuses.length);
  });

  it('has every icon that the configuration names', () => {
    for (const icon of ['256x256.png', '512x512.png']) {
      expect(existsSync(join(PROJECT, 'resources/icons', icon))).toBe(true);
    }
  });
});
