import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeVerifiers } from './audit-verifier.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-verifier-'));
  writeFileSync(join(folder, 'samehand-verify.mjs'), 'program');
  writeFileSync(join(folder, 'samehand-verify.html'), 'page');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('copies both, into a folder that may not be there yet', async () => {
  const to = join(folder, 'new', 'one');
  const files = await writeVerifiers(to, folder);
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(['program', 'page']);
});

it('overwrites nothing, and says what stands in the way', async () => {
  const to = join(folder, 'used');
  await writeVerifiers(to, folder);
  await expect(writeVerifiers(to, folder)).rejects.toMatchObject({ code: 'usage' });
  await expect(writeVerifiers(join(folder, 'samehand-verify.mjs', 'x'), folder)).rejects.toMatchObject({
    code: 'storage-unavailable',
  });
});
