/** Adds up what one sensor process after another counted. */
import { EVENT_KINDS, zeroCounts, type EventCounts } from '../../contract/events.ts';
import { zeroFaults, type SensorFaults } from './normaliser.ts';

export interface Tally {
  /** Takes the sums of the present process. */
  readonly update: (counts: EventCounts, faults: SensorFaults) => void;
  /** The present process ended: the next one counts from 0. */
  readonly cut: () => void;
  readonly counts: () => EventCounts;
  readonly faults: () => SensorFaults;
}

const addCounts = (a: EventCounts, b: EventCounts): EventCounts => {
  const sum = zeroCounts();
  for (const kind of EVENT_KINDS) sum[kind] = a[kind] + b[kind];
  return sum;
};

const FAULTS = Object.keys(zeroFaults()) as (keyof SensorFaults)[];
const addFaults = (a: SensorFaults, b: SensorFaults): SensorFaults => {
  const sum = zeroFaults();
  for (const fault of FAULTS) sum[fault] = a[fault] + b[fault];
  return sum;
};

export const createTally = (): Tally => {
  let countsBefore = zeroCounts();
  let faultsBefore = zeroFaults();
  let countsNow = zeroCounts();
  let faultsNow = zeroFaults();
  const counts = (): EventCounts => addCounts(countsBefore, countsNow);
  const faults = (): SensorFaults => addFaults(faultsBefore, faultsNow);
  return {
    update: (newCounts, newFaults) => {
      countsNow = newCounts;
      faultsNow = newFaults;
    },
    cut: () => {
      countsBefore = counts();
      faultsBefore = faults();
      countsNow = zeroCounts();
      faultsNow = zeroFaults();
    },
    counts,
    faults,
  };
};
