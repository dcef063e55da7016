/** Forgets what was learned of a user. */
import type { Modality } from '../../contract/verdict.ts';
import type { Repositories } from './repositories.ts';

/** Removes profiles with all versions, aggregates, hours, windows and verdicts; sessions stay. Returns the number of windows removed. */
export const resetProfile = (repositories: Repositories, userId: string, modality: Modality): number => {
  repositories.profiles.remove(userId, modality);
  repositories.aggregates.remove(userId, modality);
  repositories.timeOfDay.remove(userId, modality);
  repositories.verdicts.remove(userId, modality);
  repositories.behaviours.remove(userId, modality);
  return repositories.windows.remove(userId, modality);
};
