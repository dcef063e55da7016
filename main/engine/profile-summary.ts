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

const summariseModality = (learner: Learner, policy: Policy): ProfileSummary['modalities'][Modality] => {
  const { profile, modality } = learner;
  const enrolment = learner.enrolment(policy);
  if (profile === null) {
    return { ...enrolment, profileVersion: 0, trainedAt: null, trainedWindows: 0, features: [], models: [] };
  }
  const { scaler, forest, centroid, calibration } = profile;
  const calibrated = (name: keyof typeof calibration): string =>
    `calibrated on ${String(calibration[name]?.windows ?? 0)} held-back windows`;
  return {
    ...enrolment,
    profileVersion: profile.version,
    trainedAt: profile.trainedAt,
    trainedWindows: profile.windows,
    features: FEATURES[modality].map(({ name, unit }, i) => ({
      name,
      unit,
      median: scaler.median[i] ?? 0,
      spread: scaler.active[i] === true ? (scaler.scale[i] ?? 0) : 0,
    })),
    models: [
      { name: 'isolation-forest', detail: `${String(forest.roots.length)} trees, ${calibrated('isolation-forest')}` },
      { name: 'centroid', detail: `${String(centroid.centres.length)} centres, ${calibrated('centroid')}` },
      ...(modality === 'keyboard'
        ? [
            { name: 'digraph', detail: calibrated('digraph') },
            { name: 'digraph-likelihood', detail: 'timings of keys and key pairs against those of people in general' },
          ]
        : []),
      { name: 'decision', detail: describeLimit(profile.sequential) },
    ],
  };
};

export const summariseProfile = (
  user: string,
  learners: Readonly<Record<Modality, Learner>>,
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
      keyboard: summariseModality(learners.keyboard, policy),
      pointer: summariseModality(learners.pointer, policy),
    },
    ...stored,
    storedBytes: store.bytes(),
  };
};
