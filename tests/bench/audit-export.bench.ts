/** `samehand audit` on a log of a million records that the agent's own writer has made: time, and memory of both sides. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIT_FORMATS, type AuditFormat } from '../../contract/audit-reading.ts';
import { addSampleRecords } from '../../main/audit/sample-log.fixture.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { homePaths } from '../../main/shared/home.ts';
import { installWorkstation } from '../support/learned-workstation.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { memoryOf } from './processes.ts';

const RECORDS = 1_000_000;
const MASTER = new Uint8Array(32).fill(4);
const MB = 1_024 * 1_024;
const LIMIT_SECONDS = 60;
const SAMPLE_MS = 100;
/** The sample log begins years ago, and is larger than what is kept by default. */
const KEEP = { retention: { auditDays: 3_650, auditMegabytes: 10_000 } };

interface Ran {
  readonly seconds: number;
  readonly stdout: string;
  /** Most that was resident in the command, MB. */
  readonly memory: number;
}

const secondsSince = (from: number): number => (performance.now() - from) / 1_000;

/** Runs a command to its end and looks at its memory meanwhile. */
const timed = async (workstation: Workstation, ...args: readonly string[]): Promise<Ran> => {
  const from = performance.now();
  const command = workstation.begin('audit', ...args);
  const { pid } = command.process;
  let memory = 0;
  const sampling = setInterval(() => {
    const { peak } = memoryOf(pid === undefined ? [] : [pid]);
    if (peak > memory) memory = peak;
  }, SAMPLE_MS);
  const exited = new Promise((resolve) => command.process.once('close', resolve));
  await exited;
  clearInterval(sampling);
  const seconds = secondsSince(from);
  const { code, stdout, stderr } = await command.stop();
  if (code !== 0) throw new Error(`audit ${args.join(' ')}: exit code ${String(code)}, ${stderr}${stdout}`);
  return { seconds, stdout, memory: memory / MB };
};

const within = (name: string, seconds: number): Measurement => ({
  name,
  value: seconds,
  unit: 's',
  goal: { atMost: LIMIT_SECONDS },
});

const measureFormat = async (
  workstation: Workstation,
  folder: string,
  format: AuditFormat,
): Promise<{ readonly memory: number; readonly measurements: readonly Measurement[] }> => {
  const out = join(folder, format);
  const exported = await timed(workstation, 'export', '--format', format, '--out', out, '--json');
  const { records } = JSON.parse(exported.stdout) as { records: number };
  if (records < RECORDS) throw new Error(`${format}: ${String(records)} records`);
  const verified = await timed(workstation, 'verify', out);
  const size = statSync(out).size / MB;
  for (const path of [out, `${out}.proof`]) rmSync(path);
  return {
    memory: Math.max(exported.memory, verified.memory),
    measurements: [
      within(`audit export as ${format}, with its proof`, exported.seconds),
      { name: '… size', value: size, unit: 'MB' },
      within('… verified', verified.seconds),
    ],
  };
};

const measure = async (workstation: Workstation, folder: string): Promise<readonly Measurement[]> => {
  const { home } = workstation;
  writeFileSync(join(home, 'policy.json'), JSON.stringify(KEEP));
  installWorkstation(home, MASTER);
  const makingFrom = performance.now();
  addSampleRecords(homePaths(home).audit, 0, RECORDS, auditKey(MASTER));
  const making = secondsSince(makingFrom);
  await workstation.run('--platform', 'simulated');
  const { pid } = await workstation.status();
  const before = memoryOf([pid]).resident / MB;
  const listed = await timed(workstation, 'list', '--limit', '50');
  const searched = await timed(workstation, 'list', '--text', 'question 123456', '--json');
  const shown = await timed(workstation, 'show', String(RECORDS / 2));
  const verified = await timed(workstation, 'verify');
  let client = Math.max(listed.memory, shown.memory, verified.memory);
  const formats: Measurement[] = [];
  for (const format of AUDIT_FORMATS) {
    const { memory, measurements } = await measureFormat(workstation, folder, format);
    client = Math.max(client, memory);
    formats.push(...measurements);
  }
  const after = memoryOf([pid]);
  const again = await measureFormat(workstation, folder, 'jsonl');
  const growth = (memoryOf([pid]).peak - after.peak) / MB;
  return [
    { name: 'log of a million records written and sealed', value: RECORDS / making, unit: 'records/s' },
    within('audit list', listed.seconds),
    within('… with a text', searched.seconds),
    within('audit show', shown.seconds),
    within('audit verify', verified.seconds),
    ...formats,
    {
      name: 'most memory of any of these commands',
      value: Math.max(client, again.memory),
      unit: 'MB',
      goal: { atMost: 256 },
    },
    { name: 'memory of the agent before', value: before, unit: 'MB' },
    { name: '… at its most', value: after.peak / MB, unit: 'MB' },
    { name: '… at its most after one more export, beyond that', value: growth, unit: 'MB', goal: { atMost: 32 } },
  ];
};

export const bench: Benchmark = {
  name: 'audit-export',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samehand-audit-export-'));
    const workstation = createWorkstation();
    try {
      return await measure(workstation, folder);
    } finally {
      await workstation.end();
      rmSync(folder, { recursive: true });
    }
  },
};
