/** Edits one value of the policy that has no members, with the field that its schema asks for. */
import { NativeSelect, NumberInput, Switch, TextInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../contract/result.ts';
import { ChoicesEditor } from './choices-editor.tsx';
import { fieldId, type EditorProps } from './editor-props.ts';
import { faultsAt } from './field-faults.ts';
import { JsonEditor } from './json-editor.tsx';
import { shapeOf } from './schema-node.ts';
import { useFieldTexts } from './use-field-texts.ts';

/** What somebody typed, as a value: a number where it is one, else the text, which the schema then refuses. */
const typedNumber = (typed: number | bigint | string): number | string => {
  const value = typed === '' ? Number.NaN : Number(typed);
  return Number.isFinite(value) ? value : String(typed);
};

/** The field itself, not what is said about it. */
const NARROW = { wrapper: { maxWidth: '20rem' } } as const;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const LeafEditor = (props: EditorProps) => {
  const { path, label, description, node, value, faults, onChange } = props;
  const { t, i18n } = useTranslation('policy');
  const texts = useFieldTexts();
  const own = faultsAt(faults, path, null);
  const error = own.length === 0 ? undefined : own.map((fault) => texts.fault(fault, path)).join(' ');
  const field = { id: fieldId(path), label, description, error };
  const decimal = i18n.language === 'de' ? ',' : '.';
  const shape = shapeOf(node);
  switch (shape.kind) {
    case 'switch':
      return (
        <Switch
          {...field}
          checked={value === true}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.checked);
          }}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...field}
          styles={NARROW}
          value={typeof value === 'number' ? value : textOf(value)}
          decimalSeparator={decimal}
          allowDecimal={!shape.isInteger}
          allowedDecimalSeparators={['.', ',']}
          onChange={(typed) => {
            onChange(typedNumber(typed));
          }}
        />
      );
    case 'text':
      return (
        <TextInput
          {...field}
          value={textOf(value)}
          onChange={({ currentTarget }) => {
            onChange(shape.isNullable && currentTarget.value === '' ? null : currentTarget.value);
          }}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...field}
          styles={NARROW}
          value={textOf(value)}
          data={[
            ...(shape.isNullable ? [{ value: '', label: t('unchanged') }] : []),
            ...shape.choices.map((choice) => ({ value: choice, label: texts.choice(choice) })),
          ]}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value === '' ? null : currentTarget.value);
          }}
        />
      );
    case 'texts':
      return (
        <Textarea
          {...field}
          description={`${description} ${t('onePerLine')}`}
          autosize
          minRows={2}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value === '' ? [] : currentTarget.value.split('\n'));
          }}
        />
      );
    case 'choices':
      return <ChoicesEditor {...props} choices={shape.choices} error={error} />;
    case 'list':
    case 'section':
    case 'json':
      return <JsonEditor {...field} value={value} onChange={onChange} />;
    default:
      return assertNever(shape);
  }
};
