import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRIES, bundle, isStale } from './bundle.mjs';
import { VERIFIER_SOURCES } from './verifier.mjs';

const project = mkdtempSync(join(tmpdir(), 'samehand-bundle-'));
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
};

beforeAll(() => {
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', '{}');
  write('contract/words.ts', `export const WORD: string = 'hands';`);
  write('ml/empty.ts', 'export {};');
  write('resources/data.json', '{}');
  for (const [name, path] of Object.entries(ENTRIES)) {
    write(
      path,
      `import { z } from 'zod';\nimport { WORD } from '${'../'.repeat(path.split('/').length - 1)}contract/words.ts';
console.log(${JSON.stringify(name)}, z.string().parse(WORD));`,
    );
  }
  write('preload/preload.ts', `import { WORD } from '../contract/words.ts';\nconsole.log('preload', WORD);`);
  write('renderer/index.html', '<!doctype html><script type="module" src="./main.tsx"></script>');
  write('renderer/main.tsx', `import './style.css';\ndocument.title = 'hands';`);
  write('renderer/style.css', 'body { margin: 0 }');
  write(VERIFIER_SOURCES.program, `import { WORD } from '../../contract/words.ts';\nconsole.log('verifier', WORD);`);
  write(VERIFIER_SOURCES.script, `import { WORD } from '../../../contract/words.ts';\ndocument.title = WORD;`);
  write(VERIFIER_SOURCES.style, 'p { color: red }');
  write(VERIFIER_SOURCES.page, '<!doctype html><!-- policy --><!-- style --><!-- script -->');
  write(ENTRIES['engine-worker'], `import 'keytar';`);
  symlinkSync(resolve(import.meta.dirname, '../node_modules'), join(project, 'node_modules'));
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

describe('bundle', () => {
  it('writes each program by its name, and it runs', async () => {
    expect(isStale(project)).toBe(true);
    await bundle(project);
    const ran = spawnSync(process.execPath, [join(project, 'dist', 'samehand.js')], { encoding: 'utf8' });
    expect(ran.stdout).toBe('samehand hands\n');
    expect(readdirSync(join(project, 'dist'))).toEqual(
      expect.arrayContaining(['sensor-process.js', 'samehand.js.map']),
    );
  });

  it('writes the preload script as one file that needs no module system, and the pages with all their parts', () => {
    const preload = spawnSync(process.execPath, [join(project, 'dist', 'preload.cjs')], { encoding: 'utf8' });
    expect(preload.stdout).toBe('preload hands\n');
    const page = readFileSync(join(project, 'dist/renderer/index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, name]) => name ?? '');
    expect(named.map((name) => name.split('.').at(-1)).sort()).toEqual(['css', 'js']);
    for (const name of named) expect(existsSync(join(project, 'dist/renderer', name)), name).toBe(true);
  });

  it('writes the verifier as one program and one page, each with all its parts', () => {
    const program = join(project, 'dist/verifier/samehand-verify.mjs');
    expect(spawnSync(process.execPath, [program], { encoding: 'utf8' }).stdout).toBe('verifier hands\n');
    const page = readFileSync(join(project, 'dist/verifier/samehand-verify.html'), 'utf8');
    expect(page).toContain('<style>p { color: red }</style>');
    expect(page).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
    expect(page).toMatch(/<script>[^<]*hands/);
  });

  it('is stale after a source changed, and not after a test did', async () => {
    expect(isStale(project)).toBe(false);
    write('main/sensor/any.test.ts', '');
    expect(isStale(project)).toBe(false);
    for (const source of ['contract/words.ts', 'renderer/main.tsx', 'renderer/style.css']) {
      utimesSync(join(project, source), 1, 1);
      expect(isStale(project), source).toBe(true);
      await bundle(project);
    }
    utimesSync(join(project, 'contract/words.ts'), 2, 2);
    await bundle(project);
    expect(isStale(project)).toBe(false);
  });

  it('removes what an earlier build left, but only after a day', async () => {
    write('dist/old-chunk.js', '');
    write('dist/older-chunk.js', '');
    utimesSync(join(project, 'dist/older-chunk.js'), 1, 1);
    await bundle(project);
    expect(readdirSync(join(project, 'dist')).filter((name) => name.startsWith('old'))).toEqual(['old-chunk.js']);
  });

  it('fails with the place of the fault and leaves the last build standing', async () => {
    write('contract/words.ts', 'export const WORD: string = ;');
    await expect(bundle(project)).rejects.toThrow('contract/words.ts');
    expect(spawnSync(process.execPath, [join(project, 'dist', 'samehand.js')]).status).toBe(0);
  });
});
