/** Pointing as the engine asks about it: `ml/behaviour.ts`. */
import type { Behaviour, Sitting } from '../behaviour.ts';
import type { PointerColumns } from '../features/pointer-columns.ts';
import type { PointingPopulations } from '../population/pointing-population.ts';
import { holdPointing, pointingDistance } from './pointing-bounds.ts';
import { isCoarseUser } from './pointing-clock.ts';
import { learnPointing } from './pointing-learning.ts';
import { createClockModel } from './pointing-model.ts';
import { decodePointingProfile, encodePointingProfile } from './pointing-profile-codec.ts';
import { actionsOf, eachClock, emptyClockProfile, type PointingProfile } from './pointing-profile.ts';
import { createPointingReference } from './pointing-reference.ts';
import { createPointingSitting, type PointingSitting } from './pointing-sitting.ts';
import { createPointingModel } from './pointing-watch.ts';

export const createPointingBehaviour = (
  populations: PointingPopulations,
): Behaviour<PointerColumns, PointingProfile> => {
  const references = eachClock((clock) => createPointingReference(populations[clock]));
  const gathered = new WeakMap<Sitting<PointerColumns>, PointingSitting>();

  const modelsOf = (profile: PointingProfile) =>
    eachClock((clock) => createClockModel(references[clock], profile.by[clock]));

  return {
    actionsOf,
    create: () => ({ by: eachClock((clock) => emptyClockProfile(references[clock])), onCoarse: 0 }),
    startSitting: (profile) => {
      const models = modelsOf(profile);
      const speeds = eachClock((clock) => models[clock]?.speed ?? null);
      const started = createPointingSitting(references, speeds);
      gathered.set(started.sitting, started);
      return started.sitting;
    },
    learn: (profile, sitting, options) => {
      const started = gathered.get(sitting);
      if (started === undefined) throw new TypeError('the sitting was not started here');
      return learnPointing(references, profile, started, options);
    },
    holdNear: (profile, reference) => holdPointing(references, profile, reference),
    distance: pointingDistance,
    model: (profile) => {
      const { fine, coarse } = modelsOf(profile);
      if (fine === null || coarse === null) return null;
      return createPointingModel({ fine, coarse, isCoarse: isCoarseUser(profile) });
    },
    encode: (profile) => encodePointingProfile(references, profile),
    decode: (bytes) => decodePointingProfile(references, bytes),
  };
};
