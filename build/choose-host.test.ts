import { describe, expect, it } from 'vitest';
import { chooseHost } from './choose-host.mjs';

const desktop = {
  electronBinary: '/opt/electron',
  electronHostBuilt: true,
  display: ':0',
  platform: 'linux',
} as const;

describe('chooseHost', () => {
  it('takes Electron where its binary, its program and a display are there', () => {
    expect(chooseHost(desktop).host).toBe('electron');
    expect(chooseHost({ ...desktop, platform: 'darwin', display: null }).host).toBe('electron');
    expect(chooseHost({ ...desktop, platform: 'win32', display: null }).host).toBe('electron');
  });

  it('runs in the terminal without the binary, and says how to get it', () => {
    const { host, because } = chooseHost({ ...desktop, electronBinary: null });
    expect(host).toBe('headless');
    expect(because).toContain('npx install-electron');
  });

  it('does not ask for a binary that this version would not use', () => {
    const { host, because } = chooseHost({ ...desktop, electronBinary: null, electronHostBuilt: false });
    expect(host).toBe('headless');
    expect(because).not.toContain('install-electron');
  });

  it('plays the demonstration where there is no display at all, with one sentence', () => {
    const { host, because } = chooseHost({ ...desktop, display: null });
    expect(host).toBe('demo');
    expect(because.match(/\./g)).toHaveLength(1);
  });
});
