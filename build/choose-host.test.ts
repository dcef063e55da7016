import { describe, expect, it } from 'vitest';
import { chooseHost } from './choose-host.mjs';

const desktop = { electronBinary: '/opt/electron', whyNot: null, display: ':0', platform: 'linux' } as const;

describe('chooseHost', () => {
  it('takes Electron where its binary and a display are there', () => {
    expect(chooseHost(desktop).host).toBe('electron');
    expect(chooseHost({ ...desktop, platform: 'darwin', display: null }).host).toBe('electron');
    expect(chooseHost({ ...desktop, platform: 'win32', display: null }).host).toBe('electron');
  });

  it('shows the windows in the browser without the binary, and says why and how to get it', () => {
    const { host, because } = chooseHost({ ...desktop, electronBinary: null, whyNot: 'The network is down.' });
    expect(host).toBe('browser');
    expect(because).toContain('The network is down.');
    expect(because).toContain('npx install-electron');
    expect(chooseHost({ ...desktop, electronBinary: null }).because).toContain('not installed');
  });

  it('shows the windows in the browser where Electron has no sandbox, and does not send for what is there', () => {
    const { host, because } = chooseHost({ ...desktop, sandboxProblem: 'There is no sandbox.' });
    expect(host).toBe('browser');
    expect(because).toContain('There is no sandbox.');
    expect(because).not.toContain('install-electron');
  });

  it('plays the demonstration where there is no display at all, with one sentence', () => {
    const { host, because } = chooseHost({ ...desktop, display: null });
    expect(host).toBe('demo');
    expect(because.match(/\./g)).toHaveLength(1);
  });
});
