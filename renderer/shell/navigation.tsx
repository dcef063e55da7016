/** The pages, by who they are for. */
import { NavLink, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Screen } from '../../contract/windows.ts';
import { GROUPS } from './screens.tsx';

export const Navigation = () => {
  const { t } = useTranslation('common');
  const [location] = useLocation();
  const link = (screen: Screen) => {
    const isHere = location === `/${screen}`;
    return (
      <NavLink
        key={screen}
        component={Link}
        href={`/${screen}`}
        label={t(`screens.${screen}`)}
        active={isHere}
        {...(isHere ? { 'aria-current': 'page' as const } : {})}
      />
    );
  };
  return (
    <Stack component="nav" aria-label={t('navigation')} gap="xs">
      {GROUPS.map(({ name, screens }) => (
        <div key={name}>
          <Text size="xs" c="dimmed" px="xs" tt="uppercase" fw={600}>
            {t(`groups.${name}`)}
          </Text>
          {screens.map(link)}
        </div>
      ))}
      {link('help')}
    </Stack>
  );
};
