/** A modality's profile as bytes: what was learned and where it came from, never a row it was learned from. */
import type { Result } from '../contract/result.ts';
import { MODALITIES, MODELS } from '../contract/verdict.ts';
import type { ScoreCalibration } from './models/calibration.ts';
import { parseCentroid } from './models/centroid.ts';
import { decodeCohortForest, encodeCohortForest } from './models/cohort-forest-codec.ts';
import { open, seal, type ModelError, type ModelFormat } from './models/envelope.ts';
import { decodeIsolationForest, encodeIsolationForest } from './models/isolation-forest-codec.ts';
import { parseScaler } from './models/scaler.ts';
import type { ModalityProfile } from './profile.ts';

const FORMAT: ModelFormat = { magic: 'SHpr', version: 2, title: 'profile' };

/**
 * Body: the JSON in ASCII, the isolation forest, the cohort forest; each after its length (32 bit), which is 0 where there
 * is no cohort forest.
 */
export const encodeProfile = ({ forest, cohort, ...rest }: ModalityProfile): Uint8Array =>
  seal(FORMAT, (writer) => {
    const put = (part: Uint8Array): void => {
      writer.u32(part.length);
      writer.bytes(part);
    };
    const json = JSON.stringify(rest);
    put(Uint8Array.from({ length: json.length }, (_, i) => json.charCodeAt(i)));
    put(encodeIsolationForest(forest));
    put(cohort === null ? new Uint8Array() : encodeCohortForest(cohort));
  });

const must = <T>(result: Result<T, ModelError>): T => {
  if (result.ok) return result.value;
  throw new RangeError(result.message);
};

const isCalibration = (value: unknown): value is ScoreCalibration => {
  const { mean, spread, windows } = (value ?? {}) as Partial<Record<keyof ScoreCalibration, unknown>>;
  return Number.isFinite(mean) && Number.isFinite(spread) && (spread as number) > 0 && Number.isInteger(windows);
};

type Untrusted = Partial<Record<keyof ModalityProfile, unknown>>;

const readRest = (value: Untrusted): Omit<ModalityProfile, 'forest' | 'scaler' | 'centroid' | 'cohort'> => {
  const { modality, version, featureVersion, windows, trainedAt } = value;
  const calibration = (value.calibration ?? {}) as Record<string, unknown>;
  const valid =
    MODALITIES.some((name) => name === modality) &&
    [version, featureVersion, windows].every(Number.isInteger) &&
    typeof trainedAt === 'string' &&
    Object.entries(calibration).every(([name, own]) => MODELS.some((model) => model === name) && isCalibration(own));
  if (!valid) throw new RangeError('its description makes no sense');
  return value as unknown as ModalityProfile;
};

/** Reads a profile that scores bit by bit as the one that was encoded. */
export const decodeProfile = (bytes: Uint8Array): Result<ModalityProfile, ModelError> =>
  open(FORMAT, bytes, (reader) => {
    const take = (): Uint8Array => {
      const length = reader.u32();
      if (length > reader.left) throw new RangeError('a part is cut short');
      return Uint8Array.from({ length }, () => reader.u8());
    };
    let text = '';
    for (const byte of take()) text += String.fromCharCode(byte);
    let value: Untrusted;
    try {
      value = JSON.parse(text) as Untrusted;
    } catch {
      throw new RangeError('its description is not JSON');
    }
    const scaler = must(parseScaler(value.scaler));
    const centroid = must(parseCentroid(value.centroid));
    const forest = must(decodeIsolationForest(take()));
    const bytesOfCohort = take();
    const cohort = bytesOfCohort.length === 0 ? null : must(decodeCohortForest(bytesOfCohort));
    const sizes = [centroid.centres[0]?.length, forest.cols, cohort?.centre.length ?? forest.cols];
    if (sizes.some((cols) => cols !== scaler.median.length)) throw new RangeError('its parts do not fit together');
    return { ...readRest(value), scaler, centroid, forest, cohort };
  });
