import { describe, expect, it } from 'vitest';
import { isDebian, missingPackages } from './debian-packages.mjs';
import { explainFailure, matchesLock } from './install.mjs';
import { majorOf } from './node-binary.mjs';

describe('matchesLock', () => {
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '2.0.0', optional: true },
  };

  it('accepts the locked versions, with or without packages of other platforms', () => {
    expect(matchesLock(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
    expect(
      matchesLock(locked, { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-win32': { version: '2.0.0' } }),
    ).toBe(true);
  });

  it('refuses a missing package and another version', () => {
    expect(matchesLock(locked, {})).toBe(false);
    expect(matchesLock(locked, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  });
});

describe('explainFailure', () => {
  it('says what to do when the registry cannot be reached, and keeps what npm said', () => {
    const text = explainFailure('npm error code ENOTFOUND\nnpm error network request failed');
    expect(text).toContain('The package registry cannot be reached');
    expect(text).toContain('npm error code ENOTFOUND');
  });

  it('names a full disk and a folder of somebody else', () => {
    expect(explainFailure('npm error code ENOSPC')).toContain('The disk is full');
    expect(explainFailure('npm error EACCES: permission denied')).toContain('cannot be written to');
  });
});

describe('majorOf', () => {
  it('reads what node -v prints, and gives 0 for anything else', () => {
    expect(majorOf('v24.21.0\n')).toBe(24);
    expect(majorOf('spawn ENOENT')).toBe(0);
  });
});

describe('Debian packages', () => {
  it('knows Debian and what is made from it', () => {
    expect(isDebian('NAME="Debian GNU/Linux"\nID=debian\n')).toBe(true);
    expect(isDebian('ID=ubuntu\nID_LIKE=debian\n')).toBe(true);
    expect(isDebian('ID=fedora\nHOME_URL="https://debian.example"\n')).toBe(false);
  });

  it('misses what dpkg does not list as installed', () => {
    const listing = 'installed xvfb\nconfig-files xdotool\n';
    expect(missingPackages(listing, ['xvfb', 'xdotool', 'dbus'])).toEqual(['xdotool', 'dbus']);
  });
});
