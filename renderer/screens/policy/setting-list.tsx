/** All settings, with a search over them. */
import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../../contract/policy-view.ts';
import { FieldGroups } from './field-groups.tsx';
import { FIELDS, groupFields, sourceOf } from './fields.ts';
import { findFields, SHOWN } from './find-fields.ts';
import type { Editing } from './use-draft.ts';
import type { SettingView } from './use-setting-view.ts';
import { useFieldTexts } from './use-field-texts.ts';

interface Props {
  readonly view: PolicyView;
  readonly editing: Editing;
  readonly shownAs: SettingView;
}

export const SettingList = ({ view, editing, shownAs }: Props) => {
  const { t } = useTranslation('policy');
  const texts = useFieldTexts();
  const { text, setText, shown, setShown, open, setOpen } = shownAs;
  const { draft, former, faults, setValue } = editing;
  const found = useMemo(
    () =>
      findFields(FIELDS, {
        text,
        shown,
        draft,
        former,
        isOwn: (path) => sourceOf(view.sources, path) !== 'default',
        words: ({ path, description }) => `${texts.label(path)} ${texts.description(path, description)}`,
      }),
    [text, shown, draft, former, view.sources, texts],
  );
  const groups = useMemo(() => groupFields(found), [found]);
  const isSearching = text.trim() !== '' || shown !== 'all';
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <TextInput
          type="search"
          flex="1 1 14rem"
          label={t('search')}
          placeholder={t('searchHint')}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
          }}
        />
        <NativeSelect
          label={t('only.label')}
          value={shown}
          data={SHOWN.map((value) => ({ value, label: t(`only.${value}`) }))}
          onChange={({ currentTarget }) => {
            setShown(SHOWN.find((each) => each === currentTarget.value) ?? 'all');
          }}
        />
      </Group>
      <Text size="sm" role="status">
        {found.length === 0 ? t('noneFound') : isSearching ? t('found', { count: found.length }) : ''}
      </Text>
      <FieldGroups
        groups={groups}
        view={view}
        draft={draft}
        former={former}
        faults={faults}
        open={isSearching ? groups.map(({ name }) => name) : open}
        onOpen={setOpen}
        onChange={setValue}
      />
    </Stack>
  );
};
