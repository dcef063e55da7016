/** What is stored about a user, in the words and units of the feature catalogue. */
import type { ProfileSummary } from '../../contract/ipc.ts';
import type { Policy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import type { Modality } from '../../contract/verdict.ts';
import type { ChosenLimit } from '../../ml/trust/choose-limit.ts';
import type { BehaviourStore } from '../store/behaviour-store.ts';
import { FEATURES, type Learner } from './learner.ts';

const describeLimit = (limit: ChosenLimit | null): string =>
  limit === null
    ? 'none: what was learned does not tell this user from others'
    : `locks when the evidence against the user outweighs ${limit.limit.toFixed(1)} nats`;

/** The models whose evidence moves trust. */
const DECIDING = {
  keyboard: [
    { name: 'timing-likelihood', detail: 'times of keys and key pairs against those of people in general; decides' },
  ],
  pointer: [
    {
      name: 'movement-likelihood',
      detail: 'shape and timing of movements against those of people in general; decides',
    },
    { name: 'speed-mixture', detail: 'how speed changes within movements against people in general; decides' },
  ],
} as const;

const summariseModality = (
  learner: Learner,
  strayed: number,
  policy: Policy,
): ProfileSummary['modalities'][Modality] => {
  const { profile, limit, modality } = learner;
  const enrolment = learner.enrolment(policy, 0);
  if (profile === null) {
    return { ...enrolment, profileVersion: 0, trainedAt: null, trainedWindows: 0, strayed, features: [], models: [] };
  }
  const { scaler, forest, centroid, calibration } = profile;
  const calibrated = (name: keyof typeof calibration): string =>
    `calibrated on ${String(calibration[name]?.windows ?? 0)} held-back windows`;
  return {
    ...enrolment,
    profileVersion: profile.version,
    trainedAt: profile.trainedAt,
    trainedWindows: profile.windows,
    strayed,
    features: FEATURES[modality].map(({ name, unit }, i) => ({
      name,
      unit,
      median: scaler.median[i] ?? 0,
      spread: scaler.active[i] === true ? (scaler.scale[i] ?? 0) : 0,
    })),
    models: [
      { name: 'isolation-forest', detail: `${String(forest.roots.length)} trees, ${calibrated('isolation-forest')}` },
      { name: 'centroid', detail: `${String(centroid.centres.length)} centres, ${calibrated('centroid')}` },
      ...DECIDING[modality],
      { name: 'decision', detail: describeLimit(limit) },
    ],
  };
};

export const summariseProfile = (
  user: string,
  learners: Readonly<Record<Modality, Learner>>,
  behaviours: Readonly<Record<Modality, { readonly strayed: number }>>,
  policy: Policy,
  store: BehaviourStore,
): ProfileSummary => {
  const stored = unwrap(
    store.transaction(({ timeOfDay, sessions, windows }) => ({
      hours: [...timeOfDay.hours(user)],
      sessions: sessions.count(user),
      storedWindows: windows.count(user),
    })),
  );
  return {
    user,
    modalities: {
      keyboard: summariseModality(learners.keyboard, behaviours.keyboard.strayed, policy),
      pointer: summariseModality(learners.pointer, behaviours.pointer.strayed, policy),
    },
    ...stored,
    storedBytes: store.bytes(),
  };
};
