/** Everything that stands around a window's content: texts, theme, the bridge, the dialog for proofs of identity. */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Bridge, Preferences, WindowName } from '../contract/windows.ts';
import { BridgeProvider } from './bridge/bridge-context.tsx';
import { StatusContext, useFollowedStatus } from './bridge/use-status.ts';
import { IdentifyProvider } from './identify/identify-provider.tsx';
import { CodeScreen } from './screens/code/code-screen.tsx';
import { LockedScreen } from './screens/locked/locked-screen.tsx';
import { MainWindow } from './shell/main-window.tsx';
import { PreferencesProvider } from './shell/preferences.tsx';
import { cssVariables, theme } from './theme.ts';

interface Props {
  readonly bridge: Bridge;
  readonly texts: i18n;
  readonly preferences: Preferences;
  readonly window: WindowName;
  /** For the style elements of the component library. */
  readonly nonce: string;
}

const StatusProvider = ({ children }: { readonly children: ReactNode }) => (
  <StatusContext value={useFollowedStatus()}>{children}</StatusContext>
);

const WindowContent = ({ window, host }: { readonly window: WindowName; readonly host: Bridge['host'] }) => {
  if (window === 'code') return <CodeScreen />;
  if (window === 'locked') return <LockedScreen />;
  return <MainWindow key={host} />;
};

export const App = ({ bridge, texts, preferences, window, nonce }: Props) => {
  const [client] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, gcTime: 60_000 } } }),
  );
  return (
    <I18nextProvider i18n={texts}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        cssVariablesResolver={cssVariables}
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={client}>
          <BridgeProvider value={bridge}>
            <PreferencesProvider first={preferences}>
              <StatusProvider>
                <IdentifyProvider>
                  <Router hook={useHashLocation}>
                    <WindowContent window={window} host={bridge.host} />
                  </Router>
                </IdentifyProvider>
              </StatusProvider>
            </PreferencesProvider>
          </BridgeProvider>
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  );
};
