/** The service files start the programs that there are, and are well formed; they have not run on the real systems. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SyntaxValidator } from 'fast-xml-validator';
import { parse } from 'plist';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(join(import.meta.dirname, '../resources/service', name), 'utf8');

describe('service files', () => {
  it('for systemd: starts it again, and acts after its death', () => {
    const lines = read('samehand.service')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const settings = new Map(
      lines
        .filter((line) => line.includes('='))
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['[Unit]', '[Service]', '[Install]']);
    expect(settings.get('ExecStart')).toMatch(/ run$/);
    expect(settings.get('ExecStopPost')).toMatch(/ guard after-death$/);
    expect([settings.get('Restart'), settings.get('NoNewPrivileges')]).toEqual(['always', 'yes']);
    // With "mixed", systemd kills the sensor as soon as the main process is gone: before it could lock.
    expect(settings.get('KillMode')).toBe('control-group');
    expect(lines.every((line) => /^(\[\w+\]|\w+=.+)$/.test(line))).toBe(true);
  });

  it('for launchd: kept alive, in a session with a screen', () => {
    expect(parse(read('app.samehand.agent.plist'))).toMatchObject({
      Label: 'app.samehand.agent',
      KeepAlive: true,
      LimitLoadToSessionType: 'Aqua',
      ProgramArguments: [expect.stringContaining('samehand') as string, 'run'],
    });
  });

  it('for the task scheduler: well formed, started again on failure', () => {
    expect(SyntaxValidator.validate(read('samehand-task.xml'))).toBe(true);
    expect(read('samehand-task.xml')).toContain('<RestartOnFailure>');
  });
});
