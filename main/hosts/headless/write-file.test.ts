import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkWritable, writeWhole } from './write-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-write-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('replaces a file as a whole and leaves nothing beside it', async () => {
  const path = join(folder, 'figures.json');
  writeFileSync(path, 'a longer text from before');
  await writeWhole(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['figures.json']);
});

it('says what cannot be written, before and after', async () => {
  const path = join(folder, 'nowhere', 'figures.json');
  await expect(checkWritable(path)).rejects.toMatchObject({ code: 'storage-unavailable' });
  await expect(writeWhole(path, 'new')).rejects.toMatchObject({ code: 'storage-unavailable' });
  await expect(checkWritable(join(folder, 'figures.json'))).resolves.toBeUndefined();
  // A folder of that name cannot be replaced by a file.
  await expect(writeWhole(folder, 'new')).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(readdirSync(folder)).toEqual([]);
});
