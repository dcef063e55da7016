/** The Debian packages that tests use: an X server and its driver, a bus, a keyring, a browser, a syslog server. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const TEST_PACKAGES = /** @type {const} */ ([
  'xvfb',
  'xdotool',
  'libx11-6',
  'libxtst6',
  'libxt6',
  'libxrandr2',
  'chromium',
  'dbus',
  'gnome-keyring',
  'libsecret-1-0',
  'python3-dbusmock',
  'rsyslog',
  'rsyslog-gnutls',
]);

/**
 * Whether /etc/os-release is that of Debian or of a system made from it.
 *
 * @param {string} osRelease
 */
export const isDebian = (osRelease) => /^ID(_LIKE)?=.*\bdebian\b/m.test(osRelease);

/**
 * @param {string} listing lines of `<status> <package>`, as dpkg-query gives them for the packages it knows
 * @param {readonly string[]} wanted
 */
export const missingPackages = (listing, wanted) => {
  const installed = new Set(
    listing.split('\n').flatMap((line) => (line.startsWith('installed ') ? [line.slice('installed '.length)] : [])),
  );
  return wanted.filter((name) => !installed.has(name));
};

const readOsRelease = () => {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
};

/**
 * @param {readonly string[]} args
 * @returns {boolean} whether it succeeded
 */
const aptGet = (args) =>
  spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/**
 * As root on Debian installs what is missing; otherwise names the one command that would. Never fails: a test that
 * lacks something skips with the reason.
 *
 * @param {(line: string) => void} [log]
 */
export const ensureDebianPackages = (log = console.log) => {
  if (process.platform !== 'linux') return;
  if (!isDebian(readOsRelease())) {
    log(`Some tests use programs that Debian has in: ${TEST_PACKAGES.join(' ')}.`);
    return;
  }
  const query = ['-W', '-f', '${db:Status-Status} ${Package}\\n', ...TEST_PACKAGES];
  const listing = spawnSync('dpkg-query', query, { encoding: 'utf8' }).stdout;
  const missing = missingPackages(listing, TEST_PACKAGES);
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0) {
    log(`Tests skip what this machine lacks. To have it: sudo apt-get ${install.join(' ')}`);
    return;
  }
  log(`Installing Debian packages for the tests: ${missing.join(' ')} …`);
  if (!aptGet(['update']) || !aptGet(install))
    log(`Not all could be installed. To try again: apt-get ${install.join(' ')}`);
};
