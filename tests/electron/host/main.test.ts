/** The program of the tray where it cannot start: one sentence, a remedy, and an exit code. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EXIT_CODES } from '../../../contract/result.ts';
import { desktop } from '../double/control.ts';

const argv = [...process.argv];
let folder = '';
let starts = 0;

/** As its own program: the file is run anew each time. */
const startProgram = async (args: readonly string[], home: string): Promise<void> => {
  starts += 1;
  vi.stubEnv('SAMEHAND_HOME', home);
  process.argv = [process.execPath, '/project', ...args];
  const file = `../../../main/hosts/electron/main.ts?start=${String(starts)}`;
  await import(file);
};

describe('the program of the tray', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samehand-main-'));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(async () => {
    process.argv = argv;
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await desktop.reset();
    rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => desktop.close());

  it('says what an argument takes', async () => {
    await startProgram(['--mode', 'off'], folder);
    expect(desktop.errorBoxes()).toEqual([
      { title: 'Samehand cannot start', content: expect.stringMatching(/^--mode takes one of .*\.$/u) },
    ]);
    expect(desktop.exitCode()).toBe(EXIT_CODES.usage);
  });

  it('says in the language of the system that the data folder cannot be used', async () => {
    desktop.setLocale('de-DE');
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await startProgram([], join(file, 'home'));
    expect(desktop.errorBoxes()).toEqual([
      { title: 'Samehand kann nicht starten', content: expect.stringContaining('cannot be used') },
    ]);
    expect(desktop.exitCode()).toBe(EXIT_CODES['storage-unavailable']);
  });

  it('ends quietly where it runs already for this data folder', async () => {
    desktop.takeInstanceLock(true);
    await startProgram([], folder);
    expect([desktop.errorBoxes(), desktop.exitCode(), desktop.trays()]).toEqual([[], 0, 0]);
  });
});
