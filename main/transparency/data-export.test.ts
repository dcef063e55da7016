import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONSENT_VERSION } from '../../contract/consent.ts';
import { unwrap } from '../../contract/result.ts';
import { PASSPHRASE, openBench, type Bench } from '../../tests/support/transparency-bench.ts';
import { EVERY_EVENT } from '../notify/every-event.fixture.ts';
import { AUTHENTICATOR, EMAIL } from '../step-up/set-up.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => {
  bench.close();
});

const rows = z.array(z.record(z.string(), z.unknown()));
const documentSchema = z.object({
  format: z.string(),
  version: z.number(),
  exportedAt: z.string(),
  user: z.string(),
  kinds: rows,
  bytes: z.number(),
  erasureRequestedAt: z.null(),
  consent: z.unknown(),
  stepUp: z.unknown(),
  networks: rows,
  policy: z.unknown(),
  profile: z.unknown(),
  versions: rows,
  features: z.object({ keyboard: rows, pointer: rows }),
  doubts: rows,
  sessions: rows,
  days: rows,
  verdicts: rows,
  windows: z.array(z.object({ modality: z.string(), values: z.array(z.number().nullable()) })),
  events: rows,
});

/** The whole text, and how far each piece was. */
const fetchAll = async (id: string) => {
  let text = '';
  const done: number[] = [];
  for (;;) {
    const piece = unwrap(await bench.exports.next(id));
    text += piece.text;
    done.push(piece.done);
    if (piece.isLast) return { text, done };
  }
};
const begin = async (grant?: string) => bench.calls['data.export']({ grant });

describe('the export of an employee’s data', () => {
  it('is one JSON document with all that is stored, and says how far it is', async () => {
    bench.work(1_300);
    bench.engine.trainNow();
    bench.set.nowMs += 86_400_000;
    bench.work(300);
    bench.networks.seen('home');
    bench.facts.set(EMAIL, { address: 'ada@example.org', confirmedAt: '2026-01-01T00:00:00.000Z' });
    bench.write(1, EVERY_EVENT.decision);
    bench.write(2, EVERY_EVENT['code-refused']);
    bench.write(3, EVERY_EVENT['code-passed']);
    await bench.calls['consent.answer']({
      version: CONSENT_VERSION,
      answer: 'given',
      language: 'de',
      grant: undefined,
    });
    const { kinds, sessions } = unwrap(await bench.calls['data.show']({}));
    const recordsOf = (kind: string): number => kinds.find((each) => each.kind === kind)?.records ?? 0;

    const { id, fileName, total } = unwrap(await begin());
    expect(fileName).toBe('samehand-my-data-2026-01-06.json');
    expect(total).toBe(1 + recordsOf('sessions') + recordsOf('verdicts') + recordsOf('windows'));
    const { text, done } = await fetchAll(id);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(total);

    const document = documentSchema.strict().parse(JSON.parse(text));
    expect(document).toMatchObject({
      format: 'samehand-my-data',
      version: 1,
      exportedAt: '2026-01-06T09:00:00Z',
      user: 'u',
      consent: { answer: { answer: 'given', language: 'de' } },
      stepUp: { authenticatorSince: null, email: { address: 'ada@example.org' }, recoveryCodesLeft: 0 },
      doubts: [{ decisionId: 'decision-1', outcome: 'passed' }],
    });
    expect(document.verdicts).toHaveLength(recordsOf('verdicts'));
    expect(document.windows).toHaveLength(recordsOf('windows'));
    expect(document.sessions).toEqual(sessions);
    expect(document.versions).toHaveLength(1);
    expect(document.networks).toHaveLength(1);
    expect(document.days.map(({ at }) => String(at).slice(0, 10))).toEqual(['2026-01-05', '2026-01-06']);
    expect(document.events.map(({ kind }) => kind)).toEqual(['code-passed', 'code-refused', 'decision']);
    for (const { modality, values } of document.windows) {
      expect(values).toHaveLength(document.features[modality as 'keyboard'].length);
    }
    expect(document.windows[0]?.values.some((value) => value !== null && value > 0)).toBe(true);
  });

  it('has no secret, no fault of a code, and no hash of a passphrase in it', async () => {
    const hash = `$scrypt$ln=17,r=8,p=1$${'A'.repeat(22)}$${'B'.repeat(43)}`;
    bench.set.policy = { ...bench.set.policy, roles: { ...bench.set.policy.roles, administrator: hash } };
    bench.facts.set(AUTHENTICATOR, { enrolledAt: '2026-01-02T00:00:00.000Z', lastStep: 987_654_321, driftSeconds: 1 });
    bench.write(1, EVERY_EVENT['code-refused']);
    bench.set.hasCodeMethod = true;
    const { text } = await fetchAll(unwrap(await begin(await bench.codeGrant())).id);
    for (const hidden of [hash, 'BBBB', '987654321', 'replayed', PASSPHRASE]) expect(text).not.toContain(hidden);
    expect(text).toContain('"authenticatorSince": "2026-01-02T00:00:00.000Z"');
  });

  it('is whole where nothing is stored', async () => {
    const { text } = await fetchAll(unwrap(await begin()).id);
    const { verdicts, windows, sessions, days, doubts, events } = documentSchema.parse(JSON.parse(text));
    expect([verdicts, windows, sessions, days, doubts, events]).toEqual([[], [], [], [], [], []]);
  });

  it('takes a code, and is written down', async () => {
    bench.set.hasCodeMethod = true;
    expect(await begin()).toMatchObject({ ok: false, code: 'needs-code' });
    expect(bench.written('data-exported')).toEqual([]);
    expect((await begin(await bench.codeGrant())).ok).toBe(true);
    expect(bench.written('data-exported')).toEqual([{ by: 'employee' }]);
  });

  it('is refused in doubt to who proved nothing', async () => {
    bench.set.isDoubting = true;
    expect(await begin()).toMatchObject({ ok: false, code: 'not-allowed' });
    bench.set.hasCodeMethod = true;
    expect((await begin(await bench.codeGrant())).ok).toBe(true);
  });

  it('goes on though the data is erased meanwhile', async () => {
    bench.work(1_300);
    const { id } = unwrap(await begin());
    unwrap(await bench.calls['erasure.carry-out']({ grant: undefined }));
    const { text, done } = await fetchAll(id);
    expect(documentSchema.parse(JSON.parse(text)).verdicts).toEqual([]);
    expect(done.length).toBeGreaterThan(0);
  });
});
