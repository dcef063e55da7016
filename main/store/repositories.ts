/** All tables of `behaviour.db`, as functions over one connection. */
import { createBehaviours, type Behaviours } from './behaviours.ts';
import type { Database } from './database.ts';
import { createInventory, type Inventory } from './inventory.ts';
import { createProfileAggregates, type ProfileAggregates } from './profile-aggregates.ts';
import { createProfiles, type Profiles } from './profiles.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createTimeOfDay, type TimeOfDay } from './time-of-day.ts';
import { createUsers, type Users } from './users.ts';
import { createVerdicts, type Verdicts } from './verdicts.ts';
import { createWindows, type Windows } from './windows.ts';

export interface Repositories {
  readonly users: Users;
  readonly profiles: Profiles;
  readonly aggregates: ProfileAggregates;
  readonly timeOfDay: TimeOfDay;
  readonly behaviours: Behaviours;
  readonly sessions: Sessions;
  readonly windows: Windows;
  readonly verdicts: Verdicts;
  readonly inventory: Inventory;
}

/** @param onReplaced called when what was learned was overwritten or removed, which the write-ahead log may still hold. */
export const createRepositories = (db: Database, onReplaced: () => void): Repositories => ({
  users: createUsers(db),
  profiles: createProfiles(db, onReplaced),
  aggregates: createProfileAggregates(db),
  timeOfDay: createTimeOfDay(db),
  behaviours: createBehaviours(db, onReplaced),
  sessions: createSessions(db),
  windows: createWindows(db),
  verdicts: createVerdicts(db),
  inventory: createInventory(db),
});
