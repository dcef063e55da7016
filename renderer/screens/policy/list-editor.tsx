/** A list of entries with fields of their own. */
import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EditorHead } from './editor-head.tsx';
import { MembersEditor } from './members-editor.tsx';
import { useFieldTexts } from './use-field-texts.ts';
import { freshValue, type SchemaNode } from './schema-node.ts';
import { fieldId, type EditorProps } from './editor-props.ts';

interface Props extends EditorProps {
  readonly item: SchemaNode;
}

export const ListEditor = ({ path, label, description, value, item, faults, onChange }: Props) => {
  const { t } = useTranslation('policy');
  const texts = useFieldTexts();
  const own = faults.filter((fault) => fault.path === path);
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <Stack gap="xs" role="group" aria-labelledby={`${fieldId(path)}-label`}>
      <EditorHead path={path} label={label} description={description} />
      {entries.map((entry, at) => (
        // Entries have no name of their own; their place is what they are known by.
        <Fieldset key={at} legend={t('entry', { number: at + 1 })}>
          <Stack gap="sm">
            <MembersEditor
              path={`${path}.${at}`}
              section={item}
              value={entry}
              faults={faults}
              onChange={(next) => {
                onChange(entries.map((each, index) => (index === at ? next : each)));
              }}
            />
            <Group justify="flex-end">
              <Button
                variant="default"
                size="xs"
                aria-label={t('removeEntry', { number: at + 1 })}
                onClick={() => {
                  onChange(entries.filter((_, index) => index !== at));
                }}
              >
                {t('remove')}
              </Button>
            </Group>
          </Stack>
        </Fieldset>
      ))}
      {own.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)">
          {own.map((fault) => texts.fault(fault, path)).join(' ')}
        </Text>
      )}
      <Group>
        <Button
          id={fieldId(path)}
          variant="default"
          size="xs"
          aria-label={t('addTo', { label })}
          onClick={() => {
            onChange([...entries, freshValue(item)]);
          }}
        >
          {t('add')}
        </Button>
      </Group>
    </Stack>
  );
};
