/** Each rule of the layers, tried by planting an import that it must refuse. */
import { type ICruiseResult, cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { config } from '../.dependency-cruiser.mjs';

const PROJECT = resolve(import.meta.dirname, '..');
const copies: string[] = [];

/** Violations of the files given, by `rule: from`, in a project that has nothing else but the packages. */
const violations = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const copy = mkdtempSync(join(tmpdir(), 'samehand-layers-'));
  copies.push(copy);
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  symlinkSync(join(PROJECT, 'package.json'), join(copy, 'package.json'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), text);
  }
  const { options, ...ruleSet } = config;
  const { output } = await cruise(
    Object.keys(files),
    { ...options, baseDir: copy, preserveSymlinks: true, ruleSet, validate: true },
    {},
    { tsConfig: extractTSConfig(join(PROJECT, 'tests/tsconfig.json')) },
  );
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
};

afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

const LEAF = {
  'contract/a.ts': 'export const a = 1;',
  'main/a.ts': 'export const a = 1;',
  'ml/a.ts': 'export const a = 1;',
};
const planted = (from: string, imported: string): Readonly<Record<string, string>> => ({
  ...LEAF,
  [from]: `import '${imported}';`,
});

describe('the layers', () => {
  it.each([
    ['contract-imports', 'contract/b.ts', '../ml/a.ts'],
    ['contract-imports', 'contract/b.ts', 'node:fs'],
    ['ml-imports', 'ml/b.ts', '../main/a.ts'],
    ['ml-imports', 'ml/b.ts', 'node:crypto'],
    ['ml-imports', 'ml/b.ts', 'zod'],
    ['main-imports', 'main/engine/b.ts', 'electron'],
    ['main-imports', 'main/engine/b.ts', 'electron-store'],
    ['audit-proof-imports', 'main/audit-proof/b.ts', 'node:crypto'],
    ['audit-proof-imports', 'main/audit-proof/b.ts', '../a.ts'],
    ['audit-proof-imports', 'main/audit-proof/formats/b.ts', 'pino'],
    ['verifier-page-imports', 'main/verifier/page/b.ts', 'node:fs'],
    ['verifier-page-imports', 'main/verifier/page/b.ts', '../../a.ts'],
    ['headless-imports', 'main/hosts/headless/b.ts', 'electron'],
    ['preload-imports', 'preload/b.ts', '../main/a.ts'],
    ['preload-imports', 'preload/b.ts', 'node:fs'],
    ['renderer-imports', 'renderer/b.ts', '../ml/a.ts'],
    ['renderer-imports', 'renderer/b.ts', 'electron'],
    ['one-file-imports-uiohook-napi', 'main/sensor/b.ts', 'uiohook-napi'],
    ['one-file-imports-better-sqlite3', 'main/store/b.ts', 'better-sqlite3'],
    ['one-file-imports-keytar', 'main/keys/b.ts', 'keytar'],
    ['one-file-imports-dbus-next', 'main/platform/linux/b.ts', 'dbus-next'],
    ['one-file-imports-koffi', 'main/platform/win32/b.ts', 'koffi'],
    ['shipped-packages', 'main/engine/b.ts', 'fast-check'],
    ['resolvable', 'main/engine/b.ts', '../gone.ts'],
  ])('%s: %s may not import %s', async (rule, from, imported) => {
    expect(await violations(planted(from, imported))).toContain(`${rule}: ${from}`);
  });

  it('main may not import a host, nor a host the other', async () => {
    const host = { 'main/hosts/headless/a.ts': 'export const a = 1;' };
    expect(await violations({ ...host, 'main/b.ts': `import './hosts/headless/a.ts';` })).toEqual([
      'main-imports: main/b.ts',
    ]);
    expect(await violations({ ...host, 'main/hosts/electron/b.ts': `import '../headless/a.ts';` })).toEqual([
      'electron-imports: main/hosts/electron/b.ts',
    ]);
  });

  it('nothing but a test imports a test or its support', async () => {
    const support = { 'tests/support/a.ts': 'export const a = 1;' };
    expect(await violations({ ...support, 'build/b.mjs': `import '../tests/support/a.ts';` })).toEqual([
      'tests-are-leaves: build/b.mjs',
    ]);
    expect(await violations({ ...support, 'ml/b.test.ts': `import '../tests/support/a.ts';` })).toEqual([]);
  });

  it('refuses a cycle, of types too', async () => {
    const cycle = {
      'ml/b.ts': `import type { C } from './c.ts';\nexport interface B { readonly c: C }`,
      'ml/c.ts': `import type { B } from './b.ts';\nexport interface C { readonly b: B }`,
    };
    expect(await violations(cycle)).toEqual(['no-cycles: ml/b.ts']);
  });

  it('lets pass what the architecture allows', async () => {
    const allowed = {
      ...LEAF,
      'ml/b.ts': `import '../contract/a.ts';\nimport 'ml-kmeans';`,
      'resources/a.json': '{}',
      'main/b.ts': `import '../ml/a.ts';\nimport 'node:fs';\nimport 'zod';\nimport '../resources/a.json';`,
      'main/audit-proof/b.ts': `import '../../contract/a.ts';\nimport 'zod';\nimport '@noble/hashes/sha2.js';`,
      'main/verifier/keys.ts': 'export const a = 1;',
      'main/verifier/page/b.ts': `import '../../audit-proof/b.ts';\nimport '../keys.ts';\nimport '@noble/curves/ed25519.js';`,
      'main/store/database.ts': `import 'better-sqlite3';`,
      'main/hosts/headless/b.ts': `import '../../b.ts';\nimport 'commander';`,
      'main/hosts/electron/b.ts': `import '../../b.ts';\nimport 'electron';`,
      'preload/b.ts': `import '../contract/a.ts';\nimport 'electron';`,
      'renderer/b.ts': `import '../contract/a.ts';\nimport 'react';`,
    };
    expect(await violations(allowed)).toEqual([]);
  });
});
