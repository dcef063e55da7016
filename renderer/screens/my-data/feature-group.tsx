/** One group of features as a table, each with a bar from where to where it mostly lies. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Modality } from '../../../contract/verdict.ts';
import { useFormat } from '../../parts/use-format.ts';
import { featureValue, type FeatureValue } from './feature-value.ts';
import type { Feature } from './group-features.ts';
import { SpanBar } from './span-bar.tsx';
import { useFeatureTexts } from './use-feature-texts.ts';

interface Props {
  readonly modality: Modality;
  readonly group: string;
  readonly features: readonly Feature[];
  /** From the beginning. */
  readonly isOpen: boolean;
}

/** Two digits for what is small, none for what is large. */
const digitsOf = (value: number): number => {
  if (Math.abs(value) >= 10) return 0;
  return Math.abs(value) >= 1 ? 1 : 2;
};

export const FeatureGroup = ({ modality, group, features, isOpen }: Props) => {
  const { t } = useTranslation('myData');
  const { number } = useFormat();
  const texts = useFeatureTexts();
  const values = features.map((feature) => ({ name: feature.name, value: featureValue(feature) }));
  const write = (shown: FeatureValue['shown'], value: number): string => {
    const inUnit = shown === 'percent' ? 100 * value : value;
    return t(`learned.units.${shown}`, { value: number(inUnit, digitsOf(inUnit)) });
  };
  return (
    <details open={isOpen}>
      <summary style={{ padding: '4px 0' }}>{texts.group(modality, group)}</summary>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('learned.what')}</Table.Th>
              <Table.Th>{t('learned.typical')}</Table.Th>
              <Table.Th>{t('learned.between')}</Table.Th>
              <Table.Td aria-hidden w="30%" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {values.map(({ name, value }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  {texts.feature(name)}
                </Table.Th>
                <Table.Td>
                  <Text span inherit fw={600}>
                    {write(value.shown, value.typical)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {write(value.shown, value.low)} – {write(value.shown, value.high)}
                </Table.Td>
                <Table.Td aria-hidden>
                  <SpanBar value={value} among={values.map((each) => each.value)} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
};
