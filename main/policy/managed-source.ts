/** Where an administrator of the machine sets policy: what the operating system has for it. */
import { err, ok, type Result } from '../../contract/result.ts';
import { fileStamp, readPolicyFile } from './bounded-file.ts';
import { parseJson } from './document.ts';
import type { ManagedSource } from './managed.ts';
import { managedPreferences } from './managed-preferences.ts';
import { registryPolicy } from './registry-policy.ts';

const MANAGED_FILE = '/etc/samehand/policy.json';

const asObject = (text: string): Result<object, 'policy-invalid'> => {
  const json = parseJson(text);
  if (!json.ok) return json;
  const { value } = json;
  return typeof value === 'object' && value !== null ? ok(value) : err('policy-invalid', 'it is not an object');
};

/** A file that root alone may write, in a folder that root alone may write. */
export const managedFile = (path: string = MANAGED_FILE): ManagedSource => ({
  name: path,
  stamp: () => Promise.resolve(fileStamp(path)),
  read: async () => {
    const file = await readPolicyFile(path, true);
    if ('missing' in file) return ok(null);
    return 'unreadable' in file ? err('policy-invalid', file.unreadable) : asObject(file.text);
  },
});

/** What this kind of system has for it. */
export const managedSource = (platform: NodeJS.Platform, username: string): ManagedSource => {
  if (platform === 'win32') return registryPolicy();
  return platform === 'darwin' ? managedPreferences(username) : managedFile();
};
