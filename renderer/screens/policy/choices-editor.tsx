/** Several of some choices, as boxes to tick. */
import { Checkbox, SimpleGrid } from '@mantine/core';
import { useFieldTexts } from './use-field-texts.ts';
import { fieldId, type EditorProps } from './editor-props.ts';

interface Props extends EditorProps {
  readonly choices: readonly string[];
  readonly error: string | undefined;
}

export const ChoicesEditor = ({ path, label, description, value, choices, error, onChange }: Props) => {
  const texts = useFieldTexts();
  const chosen = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  return (
    <Checkbox.Group
      id={fieldId(path)}
      label={label}
      description={description}
      error={error}
      value={chosen}
      onChange={(next) => {
        // In the order of the schema: ticking and unticking one leaves the value as it was.
        onChange(choices.filter((choice) => next.includes(choice)));
      }}
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mt="xs" verticalSpacing="xs">
        {choices.map((choice) => (
          <Checkbox key={choice} value={choice} label={texts.choice(choice)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
};
