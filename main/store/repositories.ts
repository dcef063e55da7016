/** All tables of `behaviour.db`, as functions over one connection. */
import type { Database } from './database.ts';
import { createDigraphs, type Digraphs } from './digraphs.ts';
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
  readonly digraphs: Digraphs;
  readonly sessions: Sessions;
  readonly windows: Windows;
  readonly verdicts: Verdicts;
}

export const createRepositories = (db: Database): Repositories => ({
  users: createUsers(db),
  profiles: createProfiles(db),
  aggregates: createProfileAggregates(db),
  timeOfDay: createTimeOfDay(db),
  digraphs: createDigraphs(db),
  sessions: createSessions(db),
  windows: createWindows(db),
  verdicts: createVerdicts(db),
});
