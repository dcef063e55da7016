/** Hands the bridge to every part of the page. */
import { createContext, useContext } from 'react';
import type { Bridge } from '../../contract/windows.ts';

const BridgeContext = createContext<Bridge | null>(null);
export const BridgeProvider = BridgeContext.Provider;

export const useBridge = (): Bridge => {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('there is no BridgeProvider above this part');
  return bridge;
};
