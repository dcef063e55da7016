/** `samehand evaluate` as a program: what it prints and writes, and what it refuses. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { evaluationSchema } from '../../contract/evaluation.ts';
import { dataFolder, TYPING_PROTOCOL, writeProtocol, writeTypist } from '../support/recorded-people.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';

const workstation = (): Workstation => {
  const created = createWorkstation();
  onTestFinished(() => created.end());
  return created;
};

describe('samehand evaluate', () => {
  it('prints goals and figures, and writes them as JSON and as a report', async () => {
    const folder = await dataFolder();
    const set = join(folder, 'villani-freetext');
    await writeProtocol(set, TYPING_PROTOCOL);
    for (const [i, name] of ['ada', 'ben', 'cy', 'dee'].entries()) await writeTypist(set, name, 51 + i);
    const json = join(folder, 'figures.json');
    const html = join(folder, 'figures.html');
    const options = ['--data', folder, '--jobs', '2', '--no-cohort', '--json', json, '--html', html];
    const { code, stdout, stderr } = await workstation().command('evaluate', ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const evaluation = evaluationSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect(evaluation).toMatchObject({ seed: 1, population: 'shipped' });
    expect(evaluation.sets['villani-freetext']).toMatchObject({ people: 4, population: 'shipped' });
    expect(stdout).toMatch(/villani-freetext, 50 keys, EER +18\.6 % +10\.5 % +≤ 7\.0 % +\d+\.\d %/);
    expect(stdout).toContain(`Written: ${json}`);
    expect(readFileSync(html, 'utf8')).toContain('How well the hands are told apart');
    expect(statSync(html).size).toBeGreaterThan(10_000);
  });

  it.each([
    ['a folder that is not there', ['--data', 'nowhere'], 66],
    ['no folder', [], 64],
    ['a population that does not exist', ['--data', '.', '--population', 'some'], 64],
    ['no threads', ['--data', '.', '--jobs', '0'], 64],
  ])('refuses %s', async (_, options, exitCode) => {
    const { code, stderr } = await workstation().command('evaluate', ...options);
    expect(code).toBe(exitCode);
    expect(stderr).not.toBe('');
  });

  it('says before it begins that the figures could not be written', async () => {
    const folder = await dataFolder();
    const json = join(folder, 'nowhere', 'figures.json');
    const { code, stderr } = await workstation().command('evaluate', '--data', folder, '--json', json);
    expect(code).toBe(74);
    expect(stderr).toContain(json);
    expect(existsSync(json)).toBe(false);
  });
});
