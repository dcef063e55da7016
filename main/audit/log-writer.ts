/** Carries a hash chain on: adds records, seals them, and keeps the head up with both. */
import type { AuditEvent } from '../../contract/audit.ts';
import { isoSeconds } from '../transparency/iso-seconds.ts';
import { chained } from './chained.ts';
import { isDamage } from './damaged-log.ts';
import type { Tip } from './find-tip.ts';
import type { HeadFile } from './head-file.ts';
import type { RecordRows } from './record-rows.ts';
import { makeSeal } from './seal-maker.ts';
import type { SealRows } from './seal-rows.ts';

export interface WriterPorts {
  readonly records: RecordRows;
  readonly seals: SealRows;
  /** Null for a log in memory. */
  readonly head: HeadFile | null;
  /** Does all of it or nothing. */
  readonly transaction: (work: () => void) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** All throw the driver's errors, and `storage-unavailable` where the head cannot be written. */
export interface LogWriter {
  /** One commit, all or none of them, and of what else is done with it. Returns their numbers. */
  readonly add: (events: readonly AuditEvent[], also?: () => void) => readonly number[];
  /** Signs what is not signed yet, and erases the key that did. */
  readonly seal: () => void;
  readonly tip: () => Tip;
  /** Writes down that nothing follows: the next opening need not check the file. */
  readonly end: () => void;
}

export const createLogWriter = (ports: WriterPorts, start: Tip): LogWriter => {
  const { records, seals, head, transaction, now } = ports;
  let tip = start;
  let isWritten = false;
  let isSound = true;
  const headOf = (isClosed: boolean) => ({ ...tip, given: tip.seq, fault: null, isClosed });

  /** Damage that shows only now is looked for at the next opening, which sets the log aside. */
  const notingDamage = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (isDamage(error)) {
        isSound = false;
        head?.write(headOf(false));
      }
      throw error;
    }
  };

  return {
    add: (events, also) => {
      const rows = chained(tip, events, () => isoSeconds(now()));
      const end = rows.at(-1);
      if (end === undefined) return [];
      notingDamage(() => {
        if (also === undefined) {
          records.insert(rows);
          return;
        }
        transaction(() => {
          records.insert(rows);
          also();
        });
      });
      isWritten = true;
      tip = { ...tip, seq: end.seq, link: end.link };
      head?.write(headOf(false));
      return rows.map(({ seq }) => seq);
    },
    seal: () => {
      if (tip.sealedSeq === tip.seq) return;
      const { chain, number, seq, link, seed } = tip;
      const made = makeSeal({ chain, number, seq, at: isoSeconds(now()), link }, seed);
      notingDamage(() => {
        seals.insert(made.seal);
      });
      isWritten = true;
      tip = { ...tip, number: number + 1, seed: made.nextSeed, sealedSeq: seq };
      seed.fill(0);
      head?.overwrite(headOf(false));
    },
    tip: () => tip,
    end: () => {
      if (isWritten && isSound) head?.write(headOf(true));
    },
  };
};
