/** The standalone verifier as a program: in an empty folder, with nothing but an export, its proof and a key. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleVerifier } from '../../build/verifier.mjs';
import { AUDIT_FORMATS } from '../../contract/audit-reading.ts';
import { exportLog, type ExportedLog } from '../support/exported-log.ts';

const PROGRAM = 'samehand-verify.mjs';
let program: string;
let folder: string;

beforeAll(async () => {
  const files = await bundleVerifier(resolve(import.meta.dirname, '../..'));
  program = files.find(({ fileName }) => fileName.endsWith(PROGRAM))?.content ?? '';
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-verifier-'));
  writeFileSync(join(folder, PROGRAM), program);
  return () => {
    rmSync(folder, { recursive: true });
  };
});

const write = (name: string, { text, proof }: ExportedLog): void => {
  writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, `${name}.proof`), proof);
};

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Without the environment, and by any Node that is named. */
const run = (args: readonly string[], node = process.execPath): Ran => {
  const { status, stdout, stderr } = spawnSync(node, [PROGRAM, ...args], { cwd: folder, env: {}, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
};

describe('the standalone verifier', () => {
  it.each(AUDIT_FORMATS)('finds an export sound that is: %s', (format) => {
    const log = exportLog({ format, records: 42, hostname: 'desk-42' });
    write('log', log);
    const { code, out, err } = run(['log', '--key', log.root]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('SOUND: the export is as the agent wrote it.');
    expect(out).toContain('42 records of records 1 to 42');
    expect(out).toContain('(desk-42)');
  });

  it.each(AUDIT_FORMATS)('finds a filtered export sound, and what was taken out of it: %s', (format) => {
    const log = exportLog({ format, records: 200, kinds: ['policy-refused'] });
    expect(log.records).toBe(50);
    write('log', log);
    expect(run(['log', '--key', log.root])).toMatchObject({ code: 0 });
    const lines = log.text.split('\n');
    lines.splice(format === 'csv' ? 21 : 20, 1);
    write('log', { ...log, text: lines.join('\n') });
    const { code, out } = run(['log', '--key', log.root, '--json']);
    expect(code).toBe(1);
    const { faults } = JSON.parse(out) as {
      readonly faults: readonly { readonly seq: number; readonly lastSeq: number }[];
    };
    // The 21st of every fourth record.
    expect(faults.some(({ seq, lastSeq }) => seq <= 83 && 83 <= lastSeq)).toBe(true);
  });

  it.each(AUDIT_FORMATS)('names the line of one changed character: %s', (format) => {
    const log = exportLog({ format, records: 30 });
    const lines = log.text.split('\n');
    const index = format === 'csv' ? 12 : 11;
    lines[index] = lines[index]?.replace(/41\.5/g, '41.6') ?? '';
    expect(lines.join('\n')).not.toBe(log.text);
    write('log', { ...log, text: lines.join('\n') });
    const { code, out } = run(['log', '--key', log.root]);
    expect(code).toBe(1);
    expect(out).toMatch(/^NOT SOUND: \d+ faults?\.$/m);
    const named = [...out.matchAll(/^ {2}lines? (\d+)(?:-(\d+))?/gm)].map(
      ([, from, to]) => [Number(from), Number(to ?? from)] as const,
    );
    expect(named.some(([from, to]) => from <= index + 1 && index + 1 <= to)).toBe(true);
  });

  it('finds what is said beside the record changed, though the record is not', () => {
    const log = exportLog({ format: 'ecs', records: 12 });
    write('log', { ...log, text: log.text.replace('"severity":5', '"severity":1') });
    const { code, out } = run(['log', '--key', log.root]);
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}line 3, record 3: .*\(malformed\)$/m);
  });

  it('reads the key from a file, as it was printed or as JSON, and knows another one', () => {
    const log = exportLog({ format: 'jsonl', records: 5 });
    write('log', log);
    writeFileSync(join(folder, 'note.txt'), `Key of the audit log:\n  ${log.root}\n`);
    writeFileSync(join(folder, 'note.json'), JSON.stringify({ root: log.root, former: [] }));
    expect(run(['log', '--key', 'note.txt']).code).toBe(0);
    expect(run(['log', '--key', 'note.json']).code).toBe(0);
    const other = run(['log', '--key', `ed25519:${'A'.repeat(43)}=`]);
    expect(other.code).toBe(1);
    expect(other.out).toContain('(seal)');
  });

  it('takes a proof from elsewhere', () => {
    const log = exportLog({ format: 'jsonl', records: 5 });
    write('log', log);
    writeFileSync(join(folder, 'other.proof'), log.proof);
    rmSync(join(folder, 'log.proof'));
    expect(run(['log', '--key', log.root, '--proof', 'other.proof']).code).toBe(0);
    const { code, err } = run(['log', '--key', log.root]);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'There is no file log.proof. The proof is written beside the export; name it with --proof where it is elsewhere.\n',
    });
  });

  it.each([
    [[], 'Name the export to be checked.'],
    [['a', 'b', '--key', 'k'], 'Name one export only.'],
    [['log'], 'Give the key of the machine with --key.'],
    [['log', '--force'], "Unknown option '--force'"],
    [['gone', '--key', `ed25519:${'A'.repeat(43)}=`], 'There is no file gone.'],
    [['log', '--key', 'gone'], 'There is no file gone.'],
    [['log', '--key', PROGRAM.replace('mjs', 'txt')], 'has no key in it'],
  ])('says what is wrong with %j, and that nothing was checked', (args, sentence) => {
    write('log', exportLog({ format: 'jsonl', records: 1 }));
    writeFileSync(join(folder, 'samehand-verify.txt'), 'nothing');
    const { code, out, err } = run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  it('explains itself', () => {
    expect(run(['--help'])).toMatchObject({ code: 0, err: '' });
    expect(run(['-h']).out).toContain('Exit code: 0 the export is sound, 1 it is not, 2 it could not be checked.');
  });

  it('does not let a file steer the terminal', () => {
    const log = exportLog({ format: 'jsonl', records: 3 });
    const proof = log.proof.replaceAll('"version":"0.1.0"', String.raw`"version":"\u001b[31m0\u0007"`);
    write('log', { ...log, proof });
    const { code, out } = run(['log', '--key', log.root]);
    expect(code).toBe(1);
    expect(out).not.toMatch(/[\u001b\u0007]/);
  });

  it('leaves nothing behind, and holds no package in need of another', () => {
    const log = exportLog({ format: 'cef', records: 3 });
    write('log', log);
    run(['log', '--key', log.root]);
    expect(readdirSync(folder).sort()).toEqual(['log', 'log.proof', PROGRAM]);
    const imports = [...readFileSync(join(folder, PROGRAM), 'utf8').matchAll(/^import .* from "([^"]+)";$/gm)];
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter(([, name]) => name?.startsWith('node:') !== true)).toEqual([]);
  });
});
