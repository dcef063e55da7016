import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditFilterSchema } from '../../../../contract/audit-reading.ts';
import { exportPaths, writePlan, type ExportPaths } from '../audit/export-files.ts';
import { beginExport, resumeExport } from './audit-plan.ts';

const OPEN = auditFilterSchema.parse({});
const FILTER = { ...OPEN, kinds: ['decision'], from: '2026-11-01T00:00:00Z' };

let folder: string;
let paths: ExportPaths;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-plan-'));
  paths = exportPaths(join(folder, 'log'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a new export', () => {
  it('is what was asked for, of all that there is', async () => {
    const asked = { format: 'csv', kind: FILTER.kinds, from: FILTER.from } as const;
    expect(await beginExport(paths, asked)).toEqual({ format: 'csv', filter: FILTER, upTo: null });
  });

  it('is refused before anything is asked of the agent', async () => {
    await expect(beginExport(paths, {})).rejects.toThrow('Which format?');
    const nowhere = exportPaths(join(folder, 'nowhere', 'log'));
    await expect(beginExport(nowhere, { format: 'csv' })).rejects.toMatchObject({ code: 'storage-unavailable' });
    writeFileSync(paths.file, 'mine');
    await expect(beginExport(paths, { format: 'csv' })).rejects.toThrow('is there already');
  });
});

describe('an export that is gone on with', () => {
  const plan = { version: 1, format: 'csv', filter: FILTER, upTo: 9 } as const;
  beforeEach(() => writePlan(paths, plan));

  it('needs nothing to be said again, and takes the same again', async () => {
    expect(await resumeExport(paths, {})).toEqual(plan);
    expect(await resumeExport(paths, { format: 'csv', kind: ['decision'] })).toEqual(plan);
  });

  it.each([{ format: 'ecs' }, { kind: ['inactive'] }, { from: '2026-11-02T00:00:00Z' }, { text: 'x' }] as const)(
    'is not gone on with as another: %j',
    async (asked) => {
      await expect(resumeExport(paths, asked)).rejects.toMatchObject({ code: 'usage' });
    },
  );
});
