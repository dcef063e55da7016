/** A section that may be there or not: a switch, and its fields while it is on. */
import { Fieldset, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isSection } from './draft.ts';
import { EditorHead } from './editor-head.tsx';
import { MembersEditor } from './members-editor.tsx';
import { freshValue, type SchemaNode } from './schema-node.ts';
import { useFieldTexts } from './use-field-texts.ts';
import { fieldId, type EditorProps } from './editor-props.ts';

interface Props extends EditorProps {
  readonly section: SchemaNode;
}

export const SectionEditor = ({ path, label, description, section, node, value, faults, onChange }: Props) => {
  const { t } = useTranslation('policy');
  const texts = useFieldTexts();
  const isOn = isSection(value);
  const own = faults.filter((fault) => fault.path === path);
  return (
    <Stack gap="xs" role="group" aria-labelledby={`${fieldId(path)}-label`}>
      <EditorHead path={path} label={label} description={description} />
      <Switch
        id={fieldId(path)}
        label={t('turnOn')}
        aria-label={t('turnOnOf', { label })}
        checked={isOn}
        error={own.length === 0 ? undefined : own.map((fault) => texts.fault(fault, path)).join(' ')}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.checked ? freshValue(node) : null);
        }}
      />
      {isOn && (
        <Fieldset aria-labelledby={`${fieldId(path)}-label`}>
          <Stack gap="sm">
            <MembersEditor path={path} section={section} value={value} faults={faults} onChange={onChange} />
          </Stack>
        </Fieldset>
      )}
    </Stack>
  );
};
