/** Every step of `behaviour.db`, oldest first. A step that was released is never changed: a new one follows it. */
import type { Migration } from '../migrate.ts';
import { profilesAndSessions } from './0001-profiles-and-sessions.ts';
import { windowsAndVerdicts } from './0002-windows-and-verdicts.ts';
import { behavioursAndRollback } from './0003-behaviours-and-rollback.ts';
import { freshActions } from './0004-fresh-actions.ts';

export const MIGRATIONS: readonly Migration[] = [
  profilesAndSessions,
  windowsAndVerdicts,
  behavioursAndRollback,
  freshActions,
];

/** "SaBe": marks a file as a behaviour database of Samehand. */
export const APPLICATION_ID = 0x53614265;
