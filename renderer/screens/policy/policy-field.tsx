/** One setting: what it is, where its value comes from, how it is changed and how that is taken back. */
import { Badge, Box, Button, Group, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicySource } from '../../../contract/policy.ts';
import type { SettingField } from '../../../contract/setting-fields.ts';
import { isSame } from './draft.ts';
import { EditorHead } from './editor-head.tsx';
import type { Fault } from './field-faults.ts';
import { FieldFacts } from './field-facts.tsx';
import { nodeAt } from './schema-node.ts';
import { useFieldTexts } from './use-field-texts.ts';
import { ValueEditor } from './value-editor.tsx';

interface Props {
  readonly field: SettingField;
  /** In the draft; undefined: it says nothing of it. */
  readonly value: unknown;
  /** In the document that is in force. */
  readonly former: unknown;
  readonly inForce: unknown;
  readonly source: PolicySource;
  readonly faults: readonly Fault[];
  /** With undefined: the document is to say nothing of it. */
  readonly onChange: (path: string, value: unknown) => void;
}

const SIGNS = { managed: '▣', local: '✎', default: '○' } as const;
const COLORS = { managed: 'grape', local: 'blue', default: 'gray' } as const;

const Field = ({ field, value, former, inForce, source, faults, onChange }: Props) => {
  const { t } = useTranslation('policy');
  const texts = useFieldTexts();
  const { path, description, initial } = field;
  const label = texts.label(path);
  const meaning = texts.description(path, description);
  const isManaged = source === 'managed';
  const isChanged = !isSame(value, former);
  const held = value === undefined ? initial : value;
  // A section that is there holds defaults of its own in force.
  const isElsewhere = !isManaged && !isChanged && field.kind !== 'json' && !isSame(held, inForce);
  const set = (next: unknown): void => {
    onChange(path, next);
  };
  return (
    <Box data-setting={path} pb="sm" style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}>
      <Stack gap={6}>
        {isManaged ? (
          <>
            <EditorHead path={path} label={label} description={meaning} />
            <Text fw={600}>{texts.shown(inForce)}</Text>
            <Text size="sm">{t('managedWhy')}</Text>
          </>
        ) : (
          <ValueEditor
            path={path}
            label={label}
            description={meaning}
            node={nodeAt(path)}
            value={held}
            faults={faults}
            onChange={set}
          />
        )}
        <Group gap="xs">
          <Badge
            variant="light"
            color={COLORS[source]}
            tt="none"
            leftSection={<span aria-hidden>{SIGNS[source]}</span>}
          >
            {t(`sources.${source}`)}
          </Badge>
          {isChanged && (
            <Badge variant="light" color="orange" tt="none" leftSection={<span aria-hidden>●</span>}>
              {t('changed')}
            </Badge>
          )}
          <FieldFacts field={field} inForce={inForce} isChanged={isChanged} />
          {!isManaged && value !== undefined && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t('toDefaultOf', { label })}
              onClick={() => {
                set(undefined);
              }}
            >
              {t('toDefault')}
            </Button>
          )}
          {!isManaged && isChanged && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t('toFormerOf', { label })}
              onClick={() => {
                set(former);
              }}
            >
              {t('toFormer')}
            </Button>
          )}
        </Group>
        {isElsewhere && <Text size="sm">{t('elsewhere', { value: texts.shown(inForce) })}</Text>}
      </Stack>
    </Box>
  );
};

export const PolicyField = memo(
  Field,
  (a, b) =>
    a.field === b.field &&
    a.value === b.value &&
    a.former === b.former &&
    a.inForce === b.inForce &&
    a.source === b.source &&
    a.onChange === b.onChange &&
    isSame(a.faults, b.faults),
);
