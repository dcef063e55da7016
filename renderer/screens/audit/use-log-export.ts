/** Exports the log as two files: the records, and what proves them. */
import { useState } from 'react';
import type { AuditFilter, AuditFormat } from '../../../contract/audit-reading.ts';
import type { Result } from '../../../contract/result.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { problemIn, problemOf, type Problem } from '../../bridge/problem.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useExport, type ExportProgress } from '../../parts/use-export.ts';

interface Selection {
  readonly filter?: AuditFilter;
  readonly format: AuditFormat;
}

/** The records that were saved: their proof can be made again. */
interface Made extends Selection {
  readonly upTo: number;
  readonly fileName: string;
}

export type Outcome =
  | { readonly kind: 'saved'; readonly fileName: string; readonly proofName: string }
  | { readonly kind: 'unproved'; readonly fileName: string; readonly problem: Problem | null }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface LogExport {
  readonly start: (selection: Selection) => Promise<void>;
  /** Fetches the proof of the last export anew. */
  readonly proveAgain: () => Promise<void>;
  readonly stop: () => void;
  readonly isBusy: boolean;
  /** Which file is on its way. */
  readonly step: 'records' | 'proof' | null;
  readonly progress: ExportProgress | null;
  readonly outcome: Outcome | null;
}

/** @param onAnswer to be told of every answer to a call with the reader's token */
export const useLogExport = (reader: string, onAnswer: (answer: Result<unknown>) => void): LogExport => {
  const { calls } = useBridge();
  const { act, isBusy } = useAct('audit.export');
  const { save, stop, progress } = useExport();
  const [step, setStep] = useState<LogExport['step']>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const prove = async ({ upTo, fileName, ...selection }: Made): Promise<Outcome> => {
    const begun = await calls['audit.proof']({ reader, ...selection, upTo });
    onAnswer(begun);
    if (!begun.ok) return { kind: 'unproved', fileName, problem: problemIn(begun) };
    const done = await save(begun.value);
    if (done.ok) return { kind: 'saved', fileName, proofName: begun.value.fileName };
    return { kind: 'unproved', fileName, problem: done.code === 'interrupted' ? null : problemIn(done) };
  };
  const exportAll = async (selection: Selection): Promise<Outcome | null> => {
    const begun = await act({ reader, ...selection });
    if (!begun.ok) return begun.code === 'interrupted' ? null : { kind: 'failed', problem: begun };
    const done = await save(begun.value);
    if (!done.ok) return done.code === 'interrupted' ? { kind: 'stopped' } : { kind: 'failed', problem: done };
    const next = { ...selection, upTo: begun.value.upTo, fileName: begun.value.fileName };
    setMade(next);
    setStep('proof');
    return prove(next);
  };
  const carryOut = async (first: 'records' | 'proof', work: () => Promise<Outcome | null>): Promise<void> => {
    setOutcome(null);
    setStep(first);
    try {
      setOutcome(await work());
    } catch (cause) {
      setOutcome({ kind: 'failed', problem: problemOf(cause) });
    } finally {
      setStep(null);
    }
  };
  return {
    start: (selection) => carryOut('records', () => exportAll(selection)),
    proveAgain: () => carryOut('proof', async () => (made === null ? null : prove(made))),
    stop,
    isBusy: isBusy || step !== null,
    step,
    progress,
    outcome,
  };
};
