/** Every step of `access.db`, oldest first. A step that was released is never changed: a new one follows it. */
import type { Migration } from '../../store/migrate.ts';
import { factsAndOutbox } from './0001-facts-and-outbox.ts';

export const MIGRATIONS: readonly Migration[] = [factsAndOutbox];

/** "SaAc": marks a file as an access database of Samehand. */
export const APPLICATION_ID = 0x53614163;
