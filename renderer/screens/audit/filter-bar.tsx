/** Narrows the list: kinds, times, text. */
import { Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isBackwards, OPEN_FILTER, type FilterForm } from './filter-form.ts';
import { kindName, recordTexts } from './sentence.ts';

interface Props {
  readonly form: FilterForm;
  /** All kinds that there are. */
  readonly kinds: readonly string[];
  readonly onChange: (form: FilterForm) => void;
}

const LONGEST_TEXT = 200;

export const FilterBar = ({ form, kinds, onChange }: Props) => {
  const { t, i18n } = useTranslation('audit');
  const { t: tc } = useTranslation('common');
  const texts = recordTexts(i18n);
  const data = kinds
    .map((kind) => ({ value: kind, label: kindName(texts, kind) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, i18n.language));
  const time = (name: 'from' | 'to', error?: string) => (
    <TextInput
      type="datetime-local"
      label={t(`filter.${name}`)}
      value={form[name]}
      error={error}
      onChange={({ currentTarget }) => {
        onChange({ ...form, [name]: currentTarget.value });
      }}
    />
  );
  return (
    <Stack gap="xs" role="search" aria-label={t('filter.title')}>
      <Group align="flex-start">
        <TextInput
          type="search"
          flex="1 1 14rem"
          label={t('filter.text')}
          placeholder={t('filter.textHint')}
          maxLength={LONGEST_TEXT}
          value={form.text}
          onChange={({ currentTarget }) => {
            onChange({ ...form, text: currentTarget.value });
          }}
        />
        <MultiSelect
          flex="1 1 14rem"
          label={t('filter.kinds')}
          {...(form.kinds.length === 0 ? { placeholder: t('filter.kindsHint') } : {})}
          data={data}
          value={[...form.kinds]}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('filter.reset') }}
          nothingFoundMessage={tc('none')}
          onChange={(chosen) => {
            onChange({ ...form, kinds: chosen });
          }}
        />
      </Group>
      <Group align="flex-end">
        {time('from')}
        {time('to', isBackwards(form) ? t('filter.order') : undefined)}
        <Button
          variant="default"
          onClick={() => {
            onChange(OPEN_FILTER);
          }}
        >
          {t('filter.reset')}
        </Button>
      </Group>
    </Stack>
  );
};
