/** The agent's own log: states and faults, never input. One JSON object a line, readable by its owner alone. */
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';

/** Beyond this the log is set aside at the next start; the one before that is dropped. */
const MAX_LOG_BYTES = 5 * 1024 * 1024;

export const logPath = (home: string): string => join(home, 'agent.log');
/** Of before. */
export const formerLogPath = (home: string): string => `${logPath(home)}.1`;

/** Opens `agent.log` in the data folder for appending. */
export const openLog = (home: string): Logger => {
  const path = logPath(home);
  if (existsSync(path) && statSync(path).size > MAX_LOG_BYTES) renameSync(path, formerLogPath(home));
  // Synchronous: a line about a fault must be there even when the fault ends the process. Lines are rare.
  return pino({ base: null }, pino.destination({ dest: path, append: true, sync: true, mode: 0o600 }));
};
