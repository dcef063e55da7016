import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Mode } from '../../contract/policy.ts';
import { replayReportSchema, type ReplayReport } from '../../contract/replay.ts';
import { datasetsFolder, needs } from '../../tests/support/needs.ts';
import { sitting } from '../../tests/support/simulated-input.ts';
import { fromEvents, fromRecording, type PlayedInput } from './played-input.ts';
import { runReplay } from './replay.ts';

const WORK = { keystrokes: 600, pointerActions: 60 };
const input = (person: number, day: number): PlayedInput =>
  fromEvents(`person ${String(person)}, day ${String(day)}`, () => sitting(person, day, WORK));

const play = (enrol: PlayedInput[], sessions: PlayedInput[], mode: Mode = 'enforce', seed = 1): Promise<ReplayReport> =>
  runReplay({ enrol, sessions, policy: defaultPolicy(), mode, seed, simulated: true, version: 'test' });

/** Simulated people whose typing differs plainly. */
const OWNER = 4;
const STRANGER = 5;

const days = (person: number, ...which: number[]): PlayedInput[] => which.map((day) => input(person, day));

describe('runReplay', () => {
  it('holds trust for the owner and locks the stranger, who is then out', async () => {
    const run = await play(days(OWNER, 1, 2, 3), [input(OWNER, 4), input(STRANGER, 1)]);
    expect(replayReportSchema.parse(run)).toEqual(run);
    expect(run.enrolment.established).toBe(true);
    expect(run.locks.map(({ session }) => session)).toEqual([1]);
    expect(run.prompts.every(({ session }) => session === 1)).toBe(true);
    const [lock] = run.locks;
    expect(lock?.actionsInSession).toBeLessThan(200);
    expect(lock?.trust).toBeLessThan(30);
    expect(run.timeline.at(-1)?.action).toBe('lock');
    expect(run.sessions[1]?.events).toBeLessThan(run.sessions[0]?.events ?? 0);
  });

  it('gives the same run for the same inputs and seed', async () => {
    const once = await play(days(1, 1, 2), [input(2, 1)]);
    expect(await play(days(1, 1, 2), [input(2, 1)])).toEqual(once);
  });

  it('unlocks for the session after a lock', async () => {
    const run = await play(days(OWNER, 1, 2, 3), [input(STRANGER, 1), input(OWNER, 4)]);
    const back = run.timeline.filter(({ session }) => session === 1);
    expect(back[0]?.trust).toBeGreaterThan(60);
    expect(run.sessions[1]?.actions).toBeGreaterThan(500);
  });

  it('does nothing in shadow mode but says what it would have done', async () => {
    const run = await play(days(OWNER, 1, 2, 3), [input(STRANGER, 1)], 'shadow');
    expect(run.locks).toEqual([]);
    expect(run.prompts).toEqual([]);
    expect(run.timeline.some(({ withheld }) => withheld === 'lock')).toBe(true);
  });

  it('says so when there was too little to learn from', async () => {
    const few = fromEvents('few', () => sitting(1, 1, { keystrokes: 200, pointerActions: 0 }));
    const run = await play([few], [input(2, 1)]);
    expect(run.enrolment.established).toBe(false);
    expect(run.enrolment.keyboard.windows).toBeGreaterThan(0);
    expect(run.timeline.every(({ llr, action }) => llr === null && action === 'none')).toBe(true);
  });

  it('passes on what is wrong with a recording', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'samehand-replay-'));
    const path = join(folder, 'broken.csv');
    writeFileSync(path, 't_ms,kind,code,x,y\n0,kd,30,,\n-5,ku,30,,\n');
    const broken = fromRecording(path, 'broken');
    await expect(play([broken], [])).rejects.toMatchObject({ code: 'recording-invalid' });
    await expect(play([fromRecording(join(folder, 'none.csv'), 'none')], [])).rejects.toMatchObject({
      code: 'recording-missing',
    });
    rmSync(folder, { recursive: true });
  });

  it('on real recordings: trust holds through the owner’s next sitting, falls for another person, and the lock is called', async (ctx) => {
    needs(ctx, 'datasets');
    const file = (person: string, session: string): PlayedInput =>
      fromRecording(join(datasetsFolder(), 'villani-freetext', person, `${session}.csv.gz`), `${person}/${session}`);
    const run = await play(
      ['s1', 's2', 's3', 's4'].map((session) => file('d01', session)),
      [file('d01', 's5'), file('d02', 's5')],
    );
    expect(run.enrolment.keyboard.established).toBe(true);
    expect(run.locks.map(({ session }) => session)).toEqual([1]);
    const own = run.timeline.filter(({ session }) => session === 0);
    expect(Math.min(...own.map(({ trust }) => trust))).toBeGreaterThan(30);
  });
});
