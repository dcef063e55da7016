/** Has a person prove who they are, in a dialog over whatever they are doing. */
import { createContext, useContext } from 'react';
import type { Result } from '../../contract/result.ts';

/**
 * Given an answer that asks for a proof, opens the dialog, gets a grant and calls again with it; any other answer comes
 * back as it is. Code `interrupted` when the person called it off.
 */
export type Identify = <T>(answer: Result<T>, again: (grant: string) => Promise<Result<T>>) => Promise<Result<T>>;

const IdentifyContext = createContext<Identify | null>(null);
export const IdentifyContextProvider = IdentifyContext.Provider;

export const useIdentify = (): Identify => {
  const identify = useContext(IdentifyContext);
  if (identify === null) throw new Error('there is no IdentifyProvider above this part');
  return identify;
};
