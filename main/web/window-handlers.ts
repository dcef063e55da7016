/** What a page in a browser asks of the program that serves it. */
import { z } from 'zod';
import { err, ok, type Result } from '../../contract/result.ts';
import { WINDOW_CALLS, type Preferences } from '../../contract/windows.ts';

export interface PreferenceStore {
  readonly read: () => Preferences;
  readonly write: (change: Partial<Preferences>) => Preferences;
}

export type WindowCall = keyof typeof WINDOW_CALLS;
export const isWindowCall = (name: string): name is WindowCall => Object.hasOwn(WINDOW_CALLS, name);

const refused = (name: WindowCall, error: z.ZodError) => err('usage', `${name}: ${z.prettifyError(error)}`);

/** The page turns and closes by itself there; preferences are kept. */
export const answerWindowCall = (name: WindowCall, args: unknown, store: PreferenceStore): Result<unknown> => {
  if (name === 'window.prefer') {
    const change = WINDOW_CALLS[name].args.safeParse(args);
    return change.success ? ok(store.write(change.data)) : refused(name, change.error);
  }
  const parsed = WINDOW_CALLS[name].args.safeParse(args);
  if (!parsed.success) return refused(name, parsed.error);
  return ok(name === 'window.preferences' ? store.read() : {});
};
