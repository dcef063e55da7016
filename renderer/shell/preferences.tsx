/** How somebody likes the windows: theme, language, size; kept by the host. */
import { useMantineColorScheme } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../contract/windows.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { languageOf } from '../i18n/start.ts';

interface Preferred {
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => Promise<void>;
}

const PreferencesContext = createContext<Preferred | null>(null);

export const PreferencesProvider = ({
  first,
  children,
}: {
  readonly first: Preferences;
  readonly children: ReactNode;
}) => {
  const { calls, host } = useBridge();
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const [preferences, setPreferences] = useState(first);
  const { theme, language, zoom } = preferences;

  useEffect(() => {
    setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
  useEffect(() => {
    const spoken = languageOf(language, navigator.languages);
    document.documentElement.lang = spoken;
    void i18n.changeLanguage(spoken);
  }, [language, i18n]);
  useEffect(() => {
    // The tray's windows are zoomed by their host.
    if (host === 'browser') document.documentElement.style.fontSize = `${zoom * 100}%`;
  }, [zoom, host]);

  const prefer = useCallback(
    async (change: Partial<Preferences>) => {
      const answer = await calls['window.prefer'](change);
      if (answer.ok) setPreferences(answer.value);
    },
    [calls],
  );
  return <PreferencesContext value={{ preferences, prefer }}>{children}</PreferencesContext>;
};

export const usePreferences = (): Preferred => {
  const preferred = useContext(PreferencesContext);
  if (preferred === null) throw new Error('there is no PreferencesProvider above this part');
  return preferred;
};
