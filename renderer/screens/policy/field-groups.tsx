/** The settings by section, each under a heading that opens it. */
import { Accordion, Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../../contract/policy-view.ts';
import { isSame, valueAt, type Draft } from './draft.ts';
import { faultsAt, type Fault } from './field-faults.ts';
import { sourceOf, type FieldGroup } from './fields.ts';
import { PolicyField } from './policy-field.tsx';
import { nodeAt } from './schema-node.ts';
import { useFieldTexts } from './use-field-texts.ts';

interface Props {
  readonly groups: readonly FieldGroup[];
  readonly view: PolicyView;
  readonly draft: Draft;
  readonly former: Draft;
  readonly faults: readonly Fault[];
  readonly open: readonly string[];
  readonly onOpen: (names: readonly string[]) => void;
  readonly onChange: (path: string, value: unknown) => void;
}

export const FieldGroups = ({ groups, view, draft, former, faults, open, onOpen, onChange }: Props) => {
  const { t } = useTranslation('policy');
  const texts = useFieldTexts();
  return (
    <Accordion
      multiple
      order={2}
      variant="contained"
      keepMounted={false}
      value={[...open]}
      onChange={(names) => {
        onOpen(names);
      }}
    >
      {groups.map(({ name, fields }) => {
        const changes = fields.filter(
          ({ path }) => !isSame(valueAt(draft.settings, path), valueAt(former.settings, path)),
        ).length;
        const wrong = faults.filter(({ path }) =>
          fields.some((field) => path === field.path || path.startsWith(`${field.path}.`) || path === name),
        ).length;
        const meaning = fields.some(({ path }) => path === name)
          ? ''
          : texts.description(name, nodeAt(name).description);
        return (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>
              <Group gap="xs">
                <Text fw={600}>{texts.label(name)}</Text>
                {changes > 0 && (
                  <Badge variant="light" color="orange" tt="none" leftSection={<span aria-hidden>●</span>}>
                    {t('changedCount', { count: changes })}
                  </Badge>
                )}
                {wrong > 0 && (
                  <Badge variant="light" color="red" tt="none" leftSection={<span aria-hidden>!</span>}>
                    {t('faults.title', { count: wrong })}
                  </Badge>
                )}
              </Group>
              {meaning !== '' && (
                <Text size="sm" c="dimmed">
                  {meaning}
                </Text>
              )}
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md" pt="xs">
                {fields.map((field, at) => (
                  <PolicyField
                    key={field.path}
                    field={field}
                    value={valueAt(draft.settings, field.path)}
                    former={valueAt(former.settings, field.path)}
                    inForce={valueAt(view.policy, field.path)}
                    source={sourceOf(view.sources, field.path)}
                    faults={faultsAt(faults, field.path, at === 0 && name !== 'general' ? name : null)}
                    onChange={onChange}
                  />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
};
