/** What docs/auditor.md tells an auditor to do, done: every command of it, in its order, against an agent that runs. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AUDIT_FAULTS, AUDIT_FORMATS } from '../../contract/audit-reading.ts';
import { auditEventSchema } from '../../contract/audit.ts';
import { needs } from '../support/needs.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';

const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const GUIDE = readFileSync(join(PROJECT, 'docs', 'auditor.md'), 'utf8');
const LIMIT_MS = 180_000;

/** Gives each command the passphrases it asks for, as lines of its input. */
const SHIM = (home: string): string => `#!/bin/sh
case "$1 $2 $3" in
  "role set administrator") set_to='an administrator' ;;
  "role set auditor") set_to='an auditor of ours' ; asked='an administrator' ;;
  *) set_to='an auditor of ours' ;;
esac
printf '%s\\n%s\\n' "$set_to" "$asked" |
  SAMEHAND_HOME='${home}' '${process.execPath}' '${join(PROJECT, 'dist', 'samehand.js')}' "$@"
`;

let workstation: Workstation;
let folder: string;
beforeEach(() => {
  workstation = createWorkstation();
  folder = mkdtempSync(join(tmpdir(), 'samehand-guide-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'work'));
  const shim = join(folder, 'bin', 'samehand');
  writeFileSync(shim, SHIM(workstation.home));
  chmodSync(shim, 0o755);
});
afterEach(async () => {
  await workstation.end();
  rmSync(folder, { recursive: true });
});

const blocks = [...GUIDE.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '');

it('has commands', () => {
  expect(blocks.length).toBeGreaterThan(6);
  for (const word of ['key', 'list', 'show', 'verify', 'export', 'verifier']) {
    expect(blocks.join('')).toContain(`samehand audit ${word}`);
  }
});

it('names every kind of record, every fault and every format', () => {
  const kinds = auditEventSchema.options.map(({ shape }) => shape.kind.value);
  expect([...kinds, ...AUDIT_FORMATS].filter((name) => !GUIDE.includes(`\`${name}\``))).toEqual([]);
  expect(AUDIT_FAULTS.filter((fault) => !GUIDE.includes(`\n| \`${fault}\` |`))).toEqual([]);
});

it('can be followed step by step', { timeout: LIMIT_MS }, async (ctx) => {
  needs(ctx, 'linux');
  await workstation.run('--platform', 'simulated');
  const said: string[] = [];
  for (const block of blocks) {
    const script = `set -euo pipefail\n${block}`;
    const env = {
      PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      LANG: 'C.UTF-8',
    };
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd: join(folder, 'work'), env });
    said.push(stdout + stderr);
  }
  const all = said.join('\n');
  expect(all).toMatch(/^ed25519:/m);
  expect(all).toContain('agent-started');
  expect(all.match(/^Sound: /gm)?.length).toBeGreaterThanOrEqual(4);
  expect(all).toContain('nothing was broken off');
  // The last step changes a character, and the verifier says so.
  expect(said.at(-1)).toContain('exit code 1');
  expect(all).not.toContain('    at ');
});
