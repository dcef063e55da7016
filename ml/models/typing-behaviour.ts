/** Typing as the engine learns and weighs it: puts the parts together. */
import type { Behaviour, BehaviourModel, Sitting } from '../behaviour.ts';
import type { KeystrokeColumns } from '../features/keystrokes.ts';
import type { TimingKind } from '../population/timing-scales.ts';
import type { TypingPopulation } from '../population/typing-population.ts';
import { populationNumber } from './population-number.ts';
import { holdTypingNear, typingDistance } from './typing-drift.ts';
import { fitKind, prepareKind, type KindModel } from './typing-model.ts';
import { evidenceOfOthers } from './typing-others.ts';
import { decodeTypingProfile, encodeTypingProfile } from './typing-profile-codec.ts';
import { createTypingProfile, forEachKind, learnKind, type TypingProfile } from './typing-profile.ts';
import { startTypingSitting, type TypingSitting } from './typing-sitting.ts';
import { createTypingModel, watchTyping, type TypingModel } from './typing-watch.ts';

/** Keystrokes learned below which nothing is compared, and keystrokes a sitting has to have to be judged as a whole. */
const MIN_LEARNED = 200;
const MIN_SITTING = 25;

const behaviourModel = (model: TypingModel): BehaviourModel<KeystrokeColumns> => {
  let ofOthers: number | null = null;
  return {
    watch: () => watchTyping(model),
    weighSitting: (columns) => {
      const weighed = watchTyping(model).weigh(columns, columns.count);
      return weighed.compared < MIN_SITTING ? null : { ...weighed, llr: weighed.llr + model.weights.bias };
    },
    get ofOthers() {
      ofOthers ??= evidenceOfOthers(model);
      return ofOthers;
    },
  };
};

/**
 * The keyboard model that decides: the likelihood ratio of each keystroke's dwell, press-to-press and flight time between
 * this user and people in general, summed over the tempo of the sitting, which nobody knows.
 */
export const createTypingBehaviour = (population: TypingPopulation): Behaviour<KeystrokeColumns, TypingProfile> => {
  const priors = forEachKind((kind) => prepareKind(kind, population.kinds[kind]));
  const number = populationNumber(population.kinds);
  /** Fits are made when a profile is first asked for and go with it; sittings are known by the object handed out. */
  const fits = new WeakMap<TypingProfile, Readonly<Record<TimingKind, KindModel>>>();
  const sittings = new WeakMap<Sitting<KeystrokeColumns>, TypingSitting>();

  const fit = (profile: TypingProfile): Readonly<Record<TimingKind, KindModel>> => {
    const known = fits.get(profile);
    if (known !== undefined) return known;
    const fitted = forEachKind((kind) => fitKind(profile.kinds[kind], profile.classOf, priors[kind]));
    fits.set(profile, fitted);
    return fitted;
  };

  return {
    create: createTypingProfile,
    actionsOf: ({ actions }) => actions,
    startSitting: (profile) => {
      const sitting = startTypingSitting(fit(profile));
      sittings.set(sitting, sitting);
      return sitting;
    },
    learn: (profile, sitting, { goesOn, mostShare }) => {
      const gathered = sittings.get(sitting);
      if (gathered === undefined) throw new TypeError('the sitting was started elsewhere');
      return {
        actions: profile.actions + gathered.actions,
        classOf: new Map([...profile.classOf, ...gathered.classOf]),
        kinds: forEachKind((kind) => {
          const { tempo, other } = priors[kind];
          const options = { goesOn, mostShare, tempo, within: other.within };
          return learnKind(profile.kinds[kind], gathered.kinds[kind], options);
        }),
      };
    },
    holdNear: (profile, reference) => holdTypingNear(profile, reference, fit(reference)),
    distance: (profile, reference) => typingDistance(fit(profile), fit(reference)),
    model: (profile) =>
      profile.actions < MIN_LEARNED ? null : behaviourModel(createTypingModel(fit(profile), population.weights)),
    encode: (profile) => encodeTypingProfile(profile, number),
    decode: (bytes) => decodeTypingProfile(bytes, number),
  };
};
