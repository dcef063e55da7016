/** Takes old lines out of the agent's own log, while the agent writes it. */
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { formerLogPath, logPath } from './log.ts';

const lineSchema = z.object({ time: z.number() });

/** Null: no line of its own, but more of the one before. */
const timeOf = (line: string): number | null => {
  try {
    return lineSchema.parse(JSON.parse(line)).time;
  } catch {
    return null;
  }
};

/** In place, as the writer has the file open: it appends to whatever is there. */
const rewrite = (path: string, text: string): void => {
  const file = openSync(path, 'r+');
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at);
    ftruncateSync(file, bytes.length);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Lines are in order of time; answers how many went. */
const trim = (path: string, before: number): number => {
  const lines = readFileSync(path, 'utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const kept = lines.findIndex((line) => (timeOf(line) ?? -Infinity) >= before);
  const gone = kept === -1 ? lines.length : kept;
  if (gone > 0)
    rewrite(
      path,
      lines
        .slice(gone)
        .map((line) => `${line}\n`)
        .join(''),
    );
  return gone;
};

/** Removes lines from before a time (ms since 1970) from the log of a data folder and the one before it. */
export const trimLog = (home: string, before: number): number => {
  const [current, former] = [logPath(home), formerLogPath(home)];
  let gone = existsSync(current) ? trim(current, before) : 0;
  if (!existsSync(former)) return gone;
  gone += trim(former, before);
  if (readFileSync(former).length === 0) rmSync(former);
  return gone;
};
