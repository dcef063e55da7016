/** Ports of an agent that keeps nothing, guards nothing and is asked nothing: for replay, and to build on in tests. */
import { createHash } from 'node:crypto';
import { unwrap } from '../../contract/result.ts';
import { openAccess } from '../access/access-store.ts';
import { NO_GUARD, type AgentPorts } from '../agent-ports.ts';
import { NO_AUDIT_LOG } from '../audit/no-log.ts';
import { NO_AUDIT_READING } from '../audit/no-reading.ts';
import { NO_ARCHIVES } from '../backup/no-archives.ts';
import { NO_WORKSTATION } from '../doctor/workstation-check.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import { NO_VAULT } from '../privacy/no-vault.ts';
import { IN_MEMORY } from '../store/database.ts';

/** Bytes that are the same in every run: nothing that must be secret is made from them. */
const repeatable = (): AgentPorts['randomBytes'] => {
  let drawn = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      bytes.set(
        createHash('sha256')
          .update(String(drawn))
          .digest()
          .subarray(0, length - at),
        at,
      );
      drawn += 1;
    }
    return bytes;
  };
};

export const standalonePorts = (): Pick<
  AgentPorts,
  | 'reading'
  | 'log'
  | 'anchor'
  | 'vault'
  | 'archives'
  | 'user'
  | 'hostname'
  | 'removeSetAside'
  | 'trimLog'
  | 'random'
  | 'storedBytes'
  | 'workstation'
  | 'mode'
  | 'access'
  | 'secrets'
  | 'guard'
  | 'deaths'
  | 'randomBytes'
  | 'networkSecret'
  | 'account'
  | 'machine'
  | 'pid'
  | 'keySource'
  | 'warnings'
  | 'onQuit'
> => ({
  reading: NO_AUDIT_READING,
  log: NO_AUDIT_LOG,
  anchor: () => Promise.resolve(null),
  vault: NO_VAULT,
  archives: NO_ARCHIVES,
  user: () => 'somebody',
  hostname: 'standalone',
  removeSetAside: () => 0,
  trimLog: () => 0,
  random: () => 0.5,
  storedBytes: () => 0,
  workstation: NO_WORKSTATION,
  mode: null,
  access: unwrap(openAccess({ path: IN_MEMORY, key: null })),
  secrets: createMemorySecrets(),
  guard: NO_GUARD,
  deaths: [],
  randomBytes: repeatable(),
  networkSecret: new Uint8Array(32),
  account: 'somebody',
  machine: 'standalone',
  pid: 0,
  keySource: 'memory',
  warnings: [],
  onQuit: () => undefined,
});
