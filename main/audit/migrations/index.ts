/** Every step of `audit.db`, oldest first. A step that was released is never changed: a new one follows it. */
import type { Migration } from '../../store/migrate.ts';
import { records } from './0001-records.ts';
import { recordsByTime } from './0002-records-by-time.ts';
import { chain } from './0003-chain.ts';

export const MIGRATIONS: readonly Migration[] = [records, recordsByTime, chain];

/** "SaAu": marks a file as an audit log of Samehand. */
export const APPLICATION_ID = 0x53614175;
