import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_FORMATS, auditFilterSchema, type AuditFormat } from '../../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../../contract/audit.ts';
import { needs } from '../../../../tests/support/needs.ts';
import { FORMATS } from '../../../audit-proof/formats/index.ts';
import type { Context } from '../context.ts';
import { openAudit } from '../with-audit.ts';
import { checkFree, exportPaths, readPlan, type ExportPaths } from './export-files.ts';
import { exportLog, type ExportOptions, type Exported } from './export-log.ts';
import { SOURCE, createFakeAgent, type FakeAgent } from './fake-agent.fixture.ts';

const OPEN = auditFilterSchema.parse({});
const RECORDS = 20;
const NOWHERE: Context = { home: '', env: {}, stdout: () => undefined, stderr: () => undefined, columns: null };

/** Texts that a terminal, a spreadsheet and a format's own rules would stumble over. */
const record = (seq: number): AuditRecord => ({
  seq,
  at: '2026-11-21T08:30:00Z',
  kind: seq % 2 === 0 ? 'decision' : 'inactive',
  body: { message: `=1|"x", \\ ü\u2028\r\n${String(seq)}`, count: seq },
});
const recordsUpTo = (count: number) => Array.from({ length: count }, (_, index) => record(index + 1));

let folder: string;
let paths: ExportPaths;
let agent: FakeAgent;
let interrupt: AbortController;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-export-'));
  paths = exportPaths(join(folder, 'log'));
  agent = createFakeAgent(recordsUpTo(RECORDS));
  interrupt = new AbortController();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const run = async (plan: ExportOptions['plan']): Promise<Exported> =>
  exportLog({
    audit: await openAudit(NOWHERE, agent.client),
    paths,
    plan,
    signal: interrupt.signal,
    onProgress: () => undefined,
  });
const begin = (format: AuditFormat, filter = OPEN) => run({ format, filter, upTo: null });
const resume = async () => run(await readPlan(paths));

const expected = (format: AuditFormat, records: readonly AuditRecord[]): string => {
  const { head, line, ending } = FORMATS[format];
  const lines = records.map((each) => line(each, SOURCE));
  return [...(head(SOURCE) === '' ? [] : [head(SOURCE)]), ...lines].map((each) => each + ending).join('');
};

/** Breaks the export off before this piece, as if the process had been killed. */
const breakOff = async (format: AuditFormat, piece: number): Promise<void> => {
  agent.onPiece = (given) => {
    if (given === piece) throw new Error('killed');
  };
  await expect(begin(format)).rejects.toThrow('killed');
  agent.onPiece = () => undefined;
};

describe('an export', () => {
  it.each(AUDIT_FORMATS)('as %s is what the agent gave, with its proof, for the owner alone', async (format) => {
    expect(await begin(format)).toEqual({ records: RECORDS, upTo: RECORDS });
    expect(readdirSync(folder).sort()).toEqual(['log', 'log.proof']);
    expect(readFileSync(paths.file, 'utf8')).toBe(expected(format, agent.records));
    expect(readFileSync(paths.proof, 'utf8')).toMatch(/^\{"head":.*\n\{"end":.*\n$/);
    for (const path of [paths.file, paths.proof]) expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('of no record is whole too', async () => {
    expect(await begin('csv', { ...OPEN, text: 'nowhere' })).toMatchObject({ records: 0 });
    expect(readFileSync(paths.file, 'utf8')).toBe(expected('csv', []));
  });

  it('overwrites nothing', async () => {
    writeFileSync(paths.proof, 'mine');
    expect(() => {
      checkFree(paths);
    }).toThrow('log.proof is there already');
    rmSync(paths.proof);
    await breakOff('jsonl', 2);
    expect(() => {
      checkFree(paths);
    }).toThrow('--resume');
    await expect(begin('jsonl')).rejects.toMatchObject({ code: 'storage-unavailable' });
    rmSync(paths.plan);
    expect(() => {
      checkFree(paths);
    }).toThrow('log.part is there already');
  });
});

describe('an export that was broken off', () => {
  it.each(AUDIT_FORMATS)('as %s goes on wherever it was cut, to the same bytes', async (format) => {
    await breakOff(format, 3);
    const plan = readFileSync(paths.plan);
    const part = readFileSync(paths.part);
    // What is written meanwhile is not in it: the proof is of what was there when it began.
    agent.records = recordsUpTo(RECORDS + 5);
    const step = Math.max(1, Math.floor(part.length / 40));
    for (let length = 0; length <= part.length; length += step) {
      rmSync(folder, { recursive: true });
      paths = exportPaths(join((folder = mkdtempSync(join(tmpdir(), 'samehand-export-'))), 'log'));
      writeFileSync(paths.plan, plan);
      writeFileSync(paths.part, part);
      truncateSync(paths.part, length);
      expect(await resume()).toEqual({ records: RECORDS, upTo: RECORDS });
      expect(readFileSync(paths.file, 'utf8')).toBe(expected(format, recordsUpTo(RECORDS)));
      expect(readdirSync(folder).sort()).toEqual(['log', 'log.proof']);
    }
  });

  it('drops what a power cut left in the middle, and asks only for what is missing', async () => {
    await breakOff('jsonl', 4);
    const lines = readFileSync(paths.part, 'utf8').split('\n');
    lines[5] = '\0'.repeat(lines[5]?.length ?? 0);
    writeFileSync(paths.part, lines.join('\n'));
    expect(await resume()).toEqual({ records: RECORDS, upTo: RECORDS });
    expect(readFileSync(paths.file, 'utf8')).toBe(expected('jsonl', agent.records));
    expect(agent.asked.findLast(([name]) => name === 'audit.export')?.[1]).toMatchObject({
      afterSeq: 5,
      upTo: RECORDS,
    });
  });

  it('by hand ends after the piece that is on its way, and goes on', async () => {
    agent.onPiece = (given) => {
      if (given === 2) interrupt.abort();
    };
    await expect(begin('ecs')).rejects.toMatchObject({ code: 'interrupted' });
    expect(readFileSync(paths.part, 'utf8').split('\n')).toHaveLength(7);
    expect(agent.asked.at(-1)?.[0]).toBe('export.end');
    agent.onPiece = () => undefined;
    interrupt = new AbortController();
    expect(await resume()).toMatchObject({ records: RECORDS });
  });

  it('while its proof was fetched begins that anew', async () => {
    agent.onPiece = () => {
      if (agent.asked.some(([name]) => name === 'audit.proof')) throw new Error('killed');
    };
    await expect(begin('jsonl')).rejects.toThrow('killed');
    agent.onPiece = () => undefined;
    expect(await resume()).toEqual({ records: RECORDS, upTo: RECORDS });
    expect(readdirSync(folder).sort()).toEqual(['log', 'log.proof']);
  });

  it('is not gone on with when it could not be proved any more', async () => {
    await breakOff('ecs', 3);
    agent.source = { ...SOURCE, version: '2.0.0' };
    await expect(resume()).rejects.toThrow('The program or its policy has changed');
    agent.source = SOURCE;
    agent.records = agent.records.slice(2);
    await expect(resume()).rejects.toThrow('Old records were removed');
  });

  it('before anything came goes on too', async () => {
    await breakOff('csv', 0);
    rmSync(paths.part);
    expect(await resume()).toEqual({ records: RECORDS, upTo: RECORDS });
    expect(readFileSync(paths.file, 'utf8')).toBe(expected('csv', agent.records));
  });

  it('by a full disk says so, and goes on once there is room', async (ctx) => {
    needs(ctx, 'linux', 'root');
    const mount = (...args: readonly string[]) => execFileSync('mount', [...args, folder]);
    mount('-t', 'tmpfs', '-o', 'size=16k', 'tmpfs');
    try {
      agent.records = recordsUpTo(400);
      await expect(begin('ecs')).rejects.toMatchObject({
        code: 'storage-unavailable',
        message: expect.stringMatching(/log\.part cannot be written: .*ENOSPC/) as string,
      });
      mount('-o', 'remount,size=4m');
      expect(await resume()).toEqual({ records: 400, upTo: 400 });
      expect(readFileSync(paths.file, 'utf8')).toBe(expected('ecs', agent.records));
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  it('needs a plan that can be read', async () => {
    await expect(resume()).rejects.toMatchObject({ code: 'not-found' });
    writeFileSync(paths.plan, '{"version":2}');
    await expect(resume()).rejects.toThrow('begin anew');
  });
});
