/** A process that does all that is done to a log, at random, until it is killed. Says what was answered for. */
import { writeSync } from 'node:fs';
import { createRandom } from '../../ml/random.ts';
import { openAuditLog } from './audit-log.ts';
import { KEY } from './sample-log.fixture.ts';

const [, , path = '', name = '', seed = '0'] = process.argv;
const random = createRandom(Number(seed));
/** Records that a trim leaves. */
const KEPT = 2_000;
const MOST_IN_A_BATCH = 40;

const opened = openAuditLog({ path, key: KEY, now: Date.now });
if (!opened.ok) throw new Error(opened.message);
const log = opened.value;
writeSync(1, 'open\n');
let count = 0;
const event = () => {
  count += 1;
  return { kind: 'agent-stopped', body: { reason: `${name} ${String(count)}` } } as const;
};
const answerFor = (seqs: readonly number[]): void => {
  writeSync(1, `${seqs.map((seq, index) => `${String(seq)} ${String(count - seqs.length + 1 + index)}`).join('\n')}\n`);
};

for (;;) {
  const choice = random();
  if (choice < 0.6) answerFor([log.append(event())]);
  else if (choice < 0.8)
    answerFor(log.appendAll(Array.from({ length: 1 + Math.floor(random() * MOST_IN_A_BATCH) }, event)));
  else if (choice < 0.97) log.seal();
  else log.trim({ olderThan: '9999', mostBytes: Number.MAX_SAFE_INTEGER, keepAfter: log.key().lastSeq - KEPT });
}
