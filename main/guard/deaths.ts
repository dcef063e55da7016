/**
 * Deaths that the audit log does not have yet: whoever survived cannot write to it, and leaves a line here. A line is
 * one JSON object; a half-written one is skipped.
 */
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditEvent } from '../../contract/audit.ts';
import { OWNER_ONLY_FILE, replacePrivateFile } from '../keys/private-file.ts';
import { abandonedMarker, type Marker } from './marker.ts';

const deathSchema = z.strictObject({
  /** Ms since 1970. */
  at: z.number(),
  which: z.enum(['main', 'sensor']),
  how: z.string().max(500),
  noticedBy: z.string().max(50),
  response: z.enum(['lock', 'notify', 'none']),
  ok: z.boolean(),
  message: z.string().max(500),
});
export type Death = z.infer<typeof deathSchema>;
export type DeathEvent = Extract<AuditEvent, { kind: 'agent-died' }>;

/** More than could happen; beyond it somebody plays with the file. */
const MOST_BYTES = 1024 * 1024;

const pendingIn = (home: string): string => join(home, 'deaths.jsonl');
/** Those that are in the audit log, kept to tell one death from one of many. */
const pastIn = (home: string): string => join(home, 'deaths.past.jsonl');
const MOST_PAST = 20;

const parse = (text: string): Death[] =>
  text
    .slice(-MOST_BYTES)
    .split('\n')
    .flatMap((line) => {
      try {
        const parsed = deathSchema.safeParse(JSON.parse(line));
        return parsed.success ? [parsed.data] : [];
      } catch {
        return [];
      }
    });

const read = (path: string): Death[] => {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
};

const lines = (deaths: readonly Death[]): string => deaths.map((death) => `${JSON.stringify(death)}\n`).join('');

/** Throws the system's error. */
export const noteDeath = (home: string, death: Death): void => {
  appendFileSync(pendingIn(home), lines([death]), { mode: OWNER_ONLY_FILE, flush: true });
};

/** The last deaths, whether or not the audit log has them, oldest first. */
export const recentDeaths = (home: string): readonly Death[] => [...read(pastIn(home)), ...read(pendingIn(home))];

/** The agent before this one was ended together with its sensor, and no service unit was there. */
const unanswered = ({ response }: Marker): DeathEvent => ({
  kind: 'agent-died',
  body: {
    which: 'main',
    how: 'It was gone, and had not ended in order.',
    noticedBy: 'start',
    response,
    ok: response === 'none',
    message: 'Its sensor was gone too: nobody was left to act.',
  },
});

/**
 * Events for the audit log. `written` is to be called once they are in it: then they are not given out again.
 *
 * @param bootedAt when the machine was started, in ms since 1970.
 */
export const takeDeaths = (
  home: string,
  bootedAt: number,
): { readonly events: readonly DeathEvent[]; readonly written: () => void } => {
  const pending = read(pendingIn(home));
  const abandoned = abandonedMarker(home, bootedAt);
  return {
    events: [
      ...pending.map(({ which, how, noticedBy, response, ok, message }): DeathEvent => ({
        kind: 'agent-died',
        body: { which, how, noticedBy, response, ok, message },
      })),
      ...(abandoned === null ? [] : [unanswered(abandoned)]),
    ],
    written: () => {
      if (pending.length > 0) {
        replacePrivateFile(pastIn(home), lines([...read(pastIn(home)), ...pending].slice(-MOST_PAST)));
      }
      // A sensor that still stood in may have written one since.
      const since = read(pendingIn(home)).slice(pending.length);
      if (since.length > 0) replacePrivateFile(pendingIn(home), lines(since));
      else rmSync(pendingIn(home), { force: true });
    },
  };
};
