/** The document while it is edited, against the one that is in force. */
import { useCallback, useMemo, useState } from 'react';
import { draftText, EMPTY_DRAFT, isSame, parseDraft, withValue, type Draft } from './draft.ts';
import { exceptionFaults, settingFaults, type Fault } from './field-faults.ts';

export interface Editing {
  readonly draft: Draft;
  /** The document as it was when editing began. */
  readonly former: Draft;
  readonly formerText: string;
  readonly isDirty: boolean;
  /** Another document is in force than the one that editing began with. */
  readonly isOvertaken: boolean;
  readonly faults: readonly Fault[];
  readonly exceptionFaults: readonly Fault[];
  readonly setValue: (path: string, value: unknown) => void;
  readonly setExceptions: (value: unknown) => void;
  readonly setDraft: (draft: Draft) => void;
  /** Begins again with what is in force. */
  readonly restart: () => void;
}

const readDraft = (text: string): Draft => {
  const parsed = parseDraft(text);
  // The agent hands out documents that it has read itself.
  return parsed.ok ? parsed.value : EMPTY_DRAFT;
};

/** @param local the document that is in force. */
export const useDraft = (local: string): Editing => {
  const [begun, setBegun] = useState<{ readonly text: string; readonly draft: Draft } | null>(null);
  const formerText = begun?.text ?? local;
  const former = useMemo(() => readDraft(formerText), [formerText]);
  const draft = begun?.draft ?? former;
  const isDirty = begun !== null && !isSame(draftText(begun.draft), draftText(former));
  const edit = useCallback(
    (change: (draft: Draft) => Draft) => {
      setBegun((now) => {
        const { text, draft: before } = now ?? { text: local, draft: readDraft(local) };
        return { text, draft: change(before) };
      });
    },
    [local],
  );
  return {
    draft,
    former,
    formerText,
    isDirty,
    isOvertaken: isDirty && formerText !== local,
    faults: useMemo(() => settingFaults(draft.settings), [draft.settings]),
    exceptionFaults: useMemo(() => exceptionFaults(draft.exceptions), [draft.exceptions]),
    setValue: useCallback(
      (path, value) => {
        edit((now) => withValue(now, path, value));
      },
      [edit],
    ),
    setExceptions: useCallback(
      (exceptions) => {
        edit((now) => ({ ...now, exceptions }));
      },
      [edit],
    ),
    setDraft: useCallback(
      (next) => {
        edit(() => next);
      },
      [edit],
    ),
    restart: useCallback(() => {
      setBegun(null);
    }, []),
  };
};
