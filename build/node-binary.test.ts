import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const MODULE = pathToFileURL(join(import.meta.dirname, 'node-binary.mjs')).href;
/** As Node before 23.11 is. */
const WITHOUT_EXECVE = ['--import', 'data:text/javascript,delete process.execve'];

/** A launcher that becomes Node running `program`. */
const launch = (flags: readonly string[], program: string, ...args: readonly string[]) => {
  const launcher = `import { become } from '${MODULE}';
    await become(process.execPath, ['-e', ${JSON.stringify(program)}, '--', ...process.argv.slice(1)]);`;
  return spawn(process.execPath, [...flags, '--input-type=module', '-e', launcher, '--', ...args]);
};

describe.each([
  ['taking the process over', []],
  ['as a child', WITHOUT_EXECVE],
])('become, %s', (_, flags) => {
  it('hands on arguments, output and the exit code', async () => {
    const launcher = launch(
      flags,
      'console.log(JSON.stringify(process.argv.slice(1))); process.exit(3);',
      'a',
      'b c',
      '',
    );
    const [output, [code]] = await Promise.all([text(launcher.stdout), once(launcher, 'close')]);
    expect(output).toBe('["a","b c",""]\n');
    expect(code).toBe(3);
  });

  it('hands on signals', async () => {
    const launcher = launch(
      flags,
      `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log(process.pid);`,
    );
    const [pid] = (await once(launcher.stdout, 'data')) as [Buffer];
    launcher.kill('SIGTERM');
    const [code] = (await once(launcher, 'close')) as [number];
    expect(code).toBe(7);
    expect(Number(pid) === launcher.pid).toBe(flags.length === 0);
  });
});

describe('run', () => {
  it('tells a signal as a shell does, and a program that is not there', async () => {
    const code = `import { run } from '${MODULE}';
      console.log(await run(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")']));
      console.log(await run('/nowhere/program', []));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(output).toBe('137\n127\n');
  });
});
