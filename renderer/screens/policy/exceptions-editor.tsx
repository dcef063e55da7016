/** Settings for some users and groups, as JSON: they are whole policies of their own within the document. */
import { useTranslation } from 'react-i18next';
import { Section } from '../../parts/section.tsx';
import { fieldId } from './editor-props.ts';
import type { Fault } from './field-faults.ts';
import { JsonEditor } from './json-editor.tsx';
import { useFieldTexts } from './use-field-texts.ts';

interface Props {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  readonly onChange: (value: unknown) => void;
}

export const ExceptionsEditor = ({ value, faults, onChange }: Props) => {
  const { t } = useTranslation('policy');
  const texts = useFieldTexts();
  const [first] = faults;
  return (
    <Section title={t('exceptions.title')}>
      <JsonEditor
        id={fieldId('exceptions')}
        label={t('exceptions.label')}
        description={t('exceptions.description')}
        error={first === undefined ? undefined : texts.fault(first, 'exceptions')}
        value={value}
        onChange={onChange}
      />
    </Section>
  );
};
