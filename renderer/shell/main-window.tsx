/** The main window: state at the top, pages at the side, one page in the middle. */
import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { SCREENS } from '../../contract/windows.ts';
import { Appearance } from './appearance.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { CurrentState } from './current-state.tsx';
import { Navigation } from './navigation.tsx';
import { SCREEN_PARTS } from './screens.tsx';

export const MainWindow = () => {
  const { t } = useTranslation('common');
  const [location] = useLocation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const screen = SCREENS.find((name) => location === `/${name}`) ?? 'status';
  const Screen = SCREEN_PARTS[screen];

  useEffect(() => {
    document.title = `${t(`screens.${screen}`)} – ${t('product')}`;
    close();
  }, [screen, t, close]);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 230, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('navigation')}
              aria-expanded={isOpen}
            />
            <Text fw={700} visibleFrom="xs">
              {t('product')}
            </Text>
            <CurrentState />
          </Group>
          <Appearance />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <CrashGuard key={screen}>
          <Screen />
        </CrashGuard>
      </AppShell.Main>
    </AppShell>
  );
};
