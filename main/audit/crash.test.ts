import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../ml/random.ts';
import { chainFaults } from './check-chain.fixture.ts';
import { KEY, connectTo } from './sample-log.fixture.ts';

const KILLS = 1_000;
/** Logs that are written at the same time, each by one writer after another. */
const LOGS = 2;
const KILLS_OF_EACH = KILLS / LOGS;
const CHECKED_AFTER = 50;
const LONGEST_LIFE_MS = 60;
/** Some are killed while they open the log and make good what the last one left. */
const KILLED_AT_OPENING = 0.15;
const LONGEST_OPENING_MS = 250;
const LIMIT_MS = 900_000;

const WRITER = fileURLToPath(new URL('crash-writer.fixture.ts', import.meta.url));

/** Whoever is killed does not keep what it compiled for the next: this is done once before. */
const compile = (cache: string): void => {
  const modules = ['./audit-log.ts', './sample-log.fixture.ts', '../../ml/random.ts'];
  const script = modules.map((name) => `import '${new URL(name, import.meta.url).href}';`).join('\n');
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { env });
};

const alive = new Set<ChildProcess>();

/** What the log must hold, by number. */
type Answered = Map<number, string>;

const runAndKill = async (path: string, cache: string, kill: number, random: () => number): Promise<Answered> => {
  const name = `writer-${String(kill)}`;
  const writer = spawn(process.execPath, [WRITER, path, name, String(kill)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  alive.add(writer);
  const answered: Answered = new Map();
  const killAfter = (ms: number): void => {
    setTimeout(() => writer.kill('SIGKILL'), ms);
  };
  const isKilledAtOpening = random() < KILLED_AT_OPENING;
  const ms = random() * (isKilledAtOpening ? LONGEST_OPENING_MS : LONGEST_LIFE_MS);
  if (isKilledAtOpening) killAfter(ms);
  let output = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output === '' && !isKilledAtOpening) killAfter(ms);
    output += text;
  });
  const [code, signal] = (await once(writer, 'close')) as [number | null, NodeJS.Signals | null];
  alive.delete(writer);
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  // The last line may be cut.
  for (const line of output.split('\n').slice(0, -1)) {
    const [seq, count] = line.split(' ');
    if (count !== undefined) answered.set(Number(seq), `${name} ${count}`);
  }
  return answered;
};

/** What is wrong with a log whose writer was killed: lost records, and whatever breaks the chain. */
const faultsOf = (path: string, answered: Answered): readonly string[] => {
  const db = connectTo(path);
  const reasons = db
    .prepare<[], { seq: number; reason: string }>(
      `SELECT seq, json_extract(body, '$.reason') AS reason FROM records WHERE kind = 'agent-stopped'`,
    )
    .all();
  const upTo =
    db
      .prepare<[], number>(`SELECT max(json_extract(body, '$.upTo')) FROM records WHERE kind = 'audit-trimmed'`)
      .pluck()
      .get() ?? 0;
  const faults = db.prepare<[], number>(`SELECT count(*) FROM records WHERE kind = 'audit-fault-found'`).pluck().get();
  db.close();
  const found = new Map(reasons.map(({ seq, reason }) => [seq, reason]));
  const lost = [...answered].filter(([seq, reason]) => seq > upTo && found.get(seq) !== reason);
  // What was removed can no longer be lost.
  for (const seq of answered.keys()) if (seq <= upTo) answered.delete(seq);
  return [
    ...lost.map(([seq, reason]) => `${reason}, answered for as ${String(seq)}, is lost`),
    ...(faults === 0 ? [] : ['the writer found a fault']),
    ...chainFaults(path, KEY),
  ];
};

it(
  `loses no record that was answered for, and breaks no chain, in ${String(KILLS)} kills`,
  { timeout: LIMIT_MS },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samehand-audit-crash-'));
    onTestFinished(() => {
      for (const writer of alive) writer.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    const cache = join(folder, 'cache');
    compile(cache);
    const wearOut = async (log: number): Promise<number> => {
      const path = join(folder, `${String(log)}.db`);
      const random = createRandom(log);
      const answered: Answered = new Map();
      let records = 0;
      for (let kill = 1; kill <= KILLS_OF_EACH; kill += 1) {
        const more = await runAndKill(path, cache, log * KILLS + kill, random);
        records += more.size;
        for (const [seq, reason] of more) answered.set(seq, reason);
        if (kill % CHECKED_AFTER === 0) expect(faultsOf(path, answered)).toEqual([]);
      }
      return records;
    };
    const worn = await Promise.all(Array.from({ length: LOGS }, (_, log) => wearOut(log)));
    const records = worn.reduce((sum, one) => sum + one, 0);
    // Else the writers were killed before they did anything.
    expect(records).toBeGreaterThan(2 * KILLS);
  },
);
