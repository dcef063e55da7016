/** That what `docs/privacy.md` claims is proved by tests that are there. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8');
/** Of the whole project: a name without its folder stands for one that the sentence before has. */
const TESTS = ['main', 'ml', 'tests', 'renderer', 'contract'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name)),
);
const named = [...PAGE.matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, path = '']) => path);

describe('the page on privacy', () => {
  it('names tests, all of which are there', () => {
    expect(named.length).toBeGreaterThan(40);
    const missing = named.filter((path) =>
      dirname(path) === '.' ? !TESTS.some((each) => each.endsWith(`/${path}`)) : !existsSync(join(ROOT, path)),
    );
    expect(missing).toEqual([]);
  });

  it('leaves no claim of a table without a test', () => {
    const rows = PAGE.split('\n').filter((line) => /^\|.*\|.*\|.*\|$/.test(line));
    const proofs = PAGE.split('\n\n').filter((block) => /^\|.*\| proof \|$/m.test(block));
    expect(proofs.length).toBeGreaterThan(1);
    for (const line of proofs.join('\n').split('\n')) {
      if (!rows.includes(line) || /^\|[ -]+\|/.test(line) || line.endsWith('| proof |')) continue;
      expect(line, line).toMatch(/\.test\.ts`[^|]*\|$/);
    }
  });

  it('leaves no way to forget, see or take along without a test', () => {
    const section = /## See it, forget it\n([^]*?)\n## /.exec(PAGE)?.[1] ?? '';
    const items = section.split('\n').filter((line) => line.startsWith('- '));
    expect(items.length).toBeGreaterThan(8);
    // The one that only says where to look is a description of a command's output.
    for (const item of items.slice(1)) expect(item, item).toContain('.test.ts`');
  });

  it('owes no test', () => {
    expect(PAGE).not.toMatch(/not yet tested|no test/i);
  });
});
