/** A modality's profile as bytes: what was learned and where it came from, never a row it was learned from. */
import type { Result } from '../contract/result.ts';
import { MODALITIES, MODELS } from '../contract/verdict.ts';
import type { ScoreCalibration } from './models/calibration.ts';
import { parseCentroid } from './models/centroid.ts';
import { open, seal, type ModelError, type ModelFormat } from './models/envelope.ts';
import { decodeIsolationForest, encodeIsolationForest } from './models/isolation-forest-codec.ts';
import { parseScaler } from './models/scaler.ts';
import type { ModalityProfile } from './profile.ts';
import type { ChosenLimit } from './trust/choose-limit.ts';

const FORMAT: ModelFormat = { magic: 'SHpr', version: 1, title: 'profile' };

/** Body: length of the JSON (32 bit), the JSON in ASCII, length of the forest (32 bit), the forest. */
export const encodeProfile = ({ forest, ...rest }: ModalityProfile): Uint8Array =>
  seal(FORMAT, (writer) => {
    const json = JSON.stringify(rest);
    writer.u32(json.length);
    for (let i = 0; i < json.length; i += 1) writer.u8(json.charCodeAt(i));
    const bytes = encodeIsolationForest(forest);
    writer.u32(bytes.length);
    writer.bytes(bytes);
  });

const must = <T>(result: Result<T, ModelError>): T => {
  if (result.ok) return result.value;
  throw new RangeError(result.message);
};

const isCalibration = (value: unknown): value is ScoreCalibration => {
  const { mean, spread, windows } = (value ?? {}) as Partial<Record<keyof ScoreCalibration, unknown>>;
  return Number.isFinite(mean) && Number.isFinite(spread) && (spread as number) > 0 && Number.isInteger(windows);
};

const isLimit = (value: unknown): value is ChosenLimit => {
  const { drift, limit, falseLocksPerDay } = (value ?? {}) as Partial<Record<keyof ChosenLimit, unknown>>;
  return Number.isFinite(drift) && Number.isFinite(falseLocksPerDay) && Number.isFinite(limit) && (limit as number) > 0;
};

type Untrusted = Partial<Record<keyof ModalityProfile, unknown>>;

const readRest = (value: Untrusted): Omit<ModalityProfile, 'forest' | 'scaler' | 'centroid'> => {
  const { modality, version, featureVersion, windows, sequential, trainedAt } = value;
  const calibration = (value.calibration ?? {}) as Record<string, unknown>;
  const valid =
    MODALITIES.some((name) => name === modality) &&
    [version, featureVersion, windows].every(Number.isInteger) &&
    (sequential === null || isLimit(sequential)) &&
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
    return {
      ...readRest(value),
      scaler: must(parseScaler(value.scaler)),
      centroid: must(parseCentroid(value.centroid)),
      forest: must(decodeIsolationForest(take())),
    };
  });
