/** What is wrong at the moment, one sentence a subject, for people to read. */

export type WarningSubject = 'audit' | 'lock' | 'notify' | 'prompt';

export interface Warnings {
  readonly list: () => readonly string[];
  /** Replaces the sentence about `subject`; null when nothing is wrong with it any more. */
  readonly set: (subject: WarningSubject, sentence: string | null) => void;
}

export const createWarnings = (): Warnings => {
  const sentences = new Map<WarningSubject, string>();
  return {
    list: () => [...sentences.values()],
    set: (subject, sentence) => {
      if (sentence === null) sentences.delete(subject);
      else sentences.set(subject, sentence);
    },
  };
};

/** Makes of anything thrown the words to put into a sentence. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
