/** What a check of the workstation found. */

export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  /** What is so, as a sentence. */
  readonly message: string;
  /** What to do about it; null when nothing is to be done. */
  readonly remedy: string | null;
}

export const fine = (name: string, message: string): Finding => ({ name, state: 'ok', message, remedy: null });
