/** Fetches an export piece by piece and hands it over as a file; leaving the page meanwhile asks first. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { err, ok, type Result } from '../../contract/result.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { saveFile } from './save-file.ts';

interface Begun {
  readonly id: string;
  readonly fileName: string;
  readonly total: number;
}

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

const keepOpen = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
};

export const useExport = () => {
  const { calls } = useBridge();
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const stopped = useRef(false);
  const isRunning = progress !== null;
  useEffect(() => {
    if (!isRunning) return;
    addEventListener('beforeunload', keepOpen);
    return () => {
      removeEventListener('beforeunload', keepOpen);
    };
  }, [isRunning]);

  const save = useCallback(
    async ({ id, fileName, total }: Begun): Promise<Result<null>> => {
      const parts: string[] = [];
      stopped.current = false;
      const wasStopped = (): boolean => stopped.current;
      setProgress({ done: 0, total });
      try {
        for (;;) {
          if (wasStopped()) {
            await calls['export.end']({ id });
            return err('interrupted', 'The export was stopped; no file was made.');
          }
          const piece = await calls['export.next']({ id });
          if (!piece.ok) return piece;
          parts.push(piece.value.text);
          setProgress({ done: piece.value.done, total: piece.value.total });
          if (!piece.value.isLast) continue;
          saveFile(parts, fileName);
          return ok(null);
        }
      } finally {
        setProgress(null);
      }
    },
    [calls],
  );
  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  return { save, stop, progress };
};
