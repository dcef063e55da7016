import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../tests/support/needs.ts';
import { sandboxProblem } from './electron-sandbox.mjs';

let folder: string;
const user = () =>
  ({ platform: 'linux', uid: 1000, env: {}, binary: join(folder, 'electron'), read: () => null }) as const;
const RESTRICTED = (path: string): string | null =>
  path.endsWith('apparmor_restrict_unprivileged_userns') ? '1' : null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-sandbox-'));
  writeFileSync(join(folder, 'chrome-sandbox'), '');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the sandbox of Electron', () => {
  it('can be made by a user where the kernel allows it', () => {
    expect(sandboxProblem(user())).toBeNull();
    expect(sandboxProblem({ ...user(), read: () => '15000' })).toBeNull();
  });

  it('cannot be made for root', () => {
    expect(sandboxProblem({ ...user(), uid: 0, binary: null })).toContain('root');
  });

  it.each([
    ['apparmor_restrict_unprivileged_userns', '1'],
    ['unprivileged_userns_clone', '0'],
    ['max_user_namespaces', '0'],
  ])('cannot be made where %s is %s, and it says what to do', (name, value) => {
    const problem = sandboxProblem({ ...user(), read: (path) => (path.endsWith(name) ? value : null) });
    expect(problem).toContain(`chmod 4755 "${join(folder, 'chrome-sandbox')}"`);
  });

  it('can be made there by the helper, once it belongs to root and is setuid', (ctx) => {
    needs(ctx, 'linux', 'root');
    const helper = join(folder, 'chrome-sandbox');
    chownSync(helper, 0, 0);
    chmodSync(helper, 0o4755);
    expect(sandboxProblem({ ...user(), read: RESTRICTED })).toBeNull();
    chmodSync(helper, 0o755);
    expect(sandboxProblem({ ...user(), read: RESTRICTED })).not.toBeNull();
  });

  it('is not asked for on other systems, nor by whoever does without it', () => {
    expect(sandboxProblem({ ...user(), platform: 'darwin', uid: 0 })).toBeNull();
    expect(sandboxProblem({ ...user(), uid: 0, env: { ELECTRON_DISABLE_SANDBOX: '1' } })).toBeNull();
  });
});
