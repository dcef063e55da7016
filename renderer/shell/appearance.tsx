/** Chooses theme, language and size. */
import { Button, NativeSelect, Popover, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../contract/consent.ts';
import { THEMES } from '../../contract/windows.ts';
import { useFormat } from '../parts/use-format.ts';
import { usePreferences } from './preferences.tsx';

const ZOOMS = [0.75, 1, 1.25, 1.5, 2] as const;

export const Appearance = () => {
  const { t } = useTranslation('common');
  const { percent } = useFormat();
  const { preferences, prefer } = usePreferences();
  return (
    <Popover position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs">
          {t('appearance.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('appearance.title')}>
        <Stack gap="xs">
          <NativeSelect
            label={t('appearance.theme')}
            value={preferences.theme}
            data={THEMES.map((value) => ({ value, label: t(`appearance.themes.${value}`) }))}
            onChange={({ currentTarget: { value } }) => {
              void prefer({ theme: THEMES.find((theme) => theme === value) ?? 'system' });
            }}
          />
          <NativeSelect
            label={t('appearance.language')}
            value={preferences.language ?? 'system'}
            data={(['system', ...LANGUAGES] as const).map((value) => ({
              value,
              label: t(`appearance.languages.${value}`),
            }))}
            onChange={({ currentTarget: { value } }) => {
              void prefer({ language: LANGUAGES.find((language) => language === value) ?? null });
            }}
          />
          <NativeSelect
            label={t('appearance.zoom')}
            value={String(preferences.zoom)}
            data={ZOOMS.map((zoom) => ({ value: String(zoom), label: percent(zoom) }))}
            onChange={({ currentTarget: { value } }) => {
              void prefer({ zoom: Number(value) });
            }}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
};
