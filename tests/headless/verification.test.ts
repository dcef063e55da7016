/** The commands that tell whose hands a recording is from: answers, exit codes, and what is left behind. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identificationSchema, verificationSchema } from '../../contract/verification.ts';
import { installWorkstation, learnPerson } from '../support/learned-workstation.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';
import { recordSitting } from '../support/simulated-recording.ts';

const MASTER = new Uint8Array(32).fill(3);
const OWNER = 4;
const OTHER = 5;
const STRANGER = 1;
const SITTING = { keystrokes: 700, pointerActions: 0 };

let workstation: Workstation;
let folder: string;
const file = (person: number, day: number, keystrokes = SITTING.keystrokes): string =>
  recordSitting(folder, person, day, { keystrokes, pointerActions: 0 });
const enrolment = (person: number): string[] => [1, 2, 3].map((day) => file(person, day));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-recordings-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  workstation = createWorkstation();
});
afterEach(async () => {
  await workstation.end();
});

describe('samehand verify', () => {
  it.each([
    ['same', OWNER, 700, 0],
    ['different', OTHER, 700, 1],
    ['not-enough', OWNER, 20, 65],
  ] as const)('answers %s', async (answer, person, keystrokes, exitCode) => {
    const recording = file(person, 9, keystrokes);
    const { code, stdout } = await workstation.command('verify', recording, '--json', '--enrol', ...enrolment(OWNER));
    expect(verificationSchema.parse(JSON.parse(stdout)).answer).toBe(answer);
    expect(code).toBe(exitCode);
    expect(readdirSync(workstation.home)).toEqual([]);
  });

  it('explains itself without a word of what was typed', async () => {
    const { code, stdout } = await workstation.command('verify', file(OWNER, 9), '--enrol', ...enrolment(OWNER));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The same hands as .*\nTyping, \+\d/u);
    expect(stdout).toContain('docs/detection.md');
  });

  it('has a sentence and an exit code for everything it cannot use', async () => {
    const recording = file(OWNER, 9);
    const nobody = await workstation.command('verify', recording);
    expect(nobody).toMatchObject({ code: 66 });
    expect(nobody.stderr).toContain('holds no profile yet');
    const missing = await workstation.command('verify', join(folder, 'none.csv'), '--enrol', recording);
    expect(missing.code).toBe(66);
    const broken = join(folder, 'broken.csv');
    writeFileSync(broken, 'this is no recording\n');
    expect((await workstation.command('verify', broken, '--enrol', recording)).code).toBe(65);
    const little = await workstation.command('verify', recording, '--enrol', file(OWNER, 8, 120));
    expect(little.code).toBe(65);
    expect(little.stderr).toContain('too little');
  });
});

describe('a workstation that has learned its user', () => {
  const learned = (username: string, person: number): void => {
    const options = { home: workstation.home, master: MASTER, username, person, days: [1, 2, 3], sitting: SITTING };
    learnPerson(options).close();
  };
  beforeEach(() => {
    installWorkstation(workstation.home, MASTER);
    learned(userInfo().username, OWNER);
  });

  it('verifies against the stored profile, and knows nobody else', async () => {
    expect((await workstation.command('verify', file(OWNER, 9))).code).toBe(0);
    expect((await workstation.command('verify', file(OTHER, 9))).code).toBe(1);
    const unknown = await workstation.command('verify', file(OWNER, 9), '--user', 'nobody-of-this-name');
    expect(unknown.code).toBe(67);
    expect(unknown.stderr).toContain('nobody-of-this-name');
  });

  it('identifies its users, by a hash but for the one who asks', async () => {
    learned('somebody-else', OTHER);
    const mine = await workstation.command('identify', file(OWNER, 9));
    expect(mine.code).toBe(0);
    expect(mine.stdout).toMatch(/^It is you\.\n/u);
    const theirs = await workstation.command('identify', file(OTHER, 9));
    expect(theirs.stdout).toMatch(/^It is user [0-9a-f]{8}\.\n/u);
    expect(theirs.stdout).not.toContain('somebody-else');
    expect((await workstation.command('identify', file(STRANGER, 9))).code).toBe(1);
  });

  it('does so while the agent runs', async () => {
    await workstation.run('--platform', 'simulated');
    expect((await workstation.command('verify', file(OWNER, 9))).code).toBe(0);
    expect((await workstation.status()).store.state).toBe('ok');
  });

  it('says when the key cannot be had', async () => {
    rmSync(join(workstation.home, 'key'));
    const { code, stderr } = await workstation.command('verify', file(OWNER, 9), '--json');
    expect(code).toBe(77);
    expect(JSON.parse(stderr)).toMatchObject({ ok: false, code: 'key-unavailable' });
  });
});

describe('samehand identify', () => {
  const people = (): string[] =>
    [OWNER, OTHER].flatMap((person) => ['--person', `p${String(person)}=${enrolment(person).join(',')}`]);

  it.each([
    ['found', OTHER, 0, 'p5'],
    ['none', STRANGER, 1, null],
  ] as const)('answers %s', async (answer, person, exitCode, name) => {
    const { code, stdout } = await workstation.command('identify', file(person, 9), '--json', ...people());
    expect(identificationSchema.parse(JSON.parse(stdout))).toMatchObject({ answer, name });
    expect(code).toBe(exitCode);
  });

  it('answers that it cannot tell', async () => {
    const { code, stdout } = await workstation.command('identify', file(OWNER, 9, 20), ...people());
    expect(code).toBe(65);
    expect(stdout).toContain('Not enough to tell');
  });

  it('knows nobody on a new workstation', async () => {
    const { code, stderr } = await workstation.command('identify', file(OWNER, 9), '--json');
    expect(code).toBe(66);
    expect(JSON.parse(stderr)).toMatchObject({ ok: false, code: 'not-found' });
  });
});
