/** A plot over time by uPlot, and beside it the same numbers as a table, for whoever does not see it. */
import { Box, Table, useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot, { type AlignedData, type Options } from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface PlotTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface Props {
  /** What is shown, as a sentence. */
  readonly label: string;
  /** x first (seconds since 1970, or any number), then a series each; null: nothing there. */
  readonly data: AlignedData;
  /** Everything but size and colours of the axes. Keep it the same object between renders. */
  readonly options: (colors: PlotColors) => Omit<Options, 'width' | 'height'>;
  readonly height?: number;
  readonly table: PlotTable;
}

export interface PlotColors {
  readonly text: string;
  readonly grid: string;
  readonly line: string;
  readonly fill: string;
  readonly warn: string;
  readonly bad: string;
  readonly muted: string;
}

const useColors = (): PlotColors => {
  const { colors } = useMantineTheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const shade = (name: string, dark: number, light: number): string => colors[name]?.[isDark ? dark : light] ?? 'gray';
  return {
    text: shade('gray', 2, 8),
    grid: shade('dark', 4, 0),
    line: shade('blue', 4, 7),
    fill: `${shade('blue', 4, 7)}33`,
    warn: shade('yellow', 4, 7),
    bad: shade('red', 4, 7),
    muted: shade('gray', 6, 5),
  };
};

export const Plot = ({ label, data, options, height = 240, table }: Props) => {
  const { t } = useTranslation('common');
  const colors = useColors();
  const { ref: box, width } = useElementSize();
  const target = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(colors);

  useEffect(() => {
    if (width === 0 || target.current === null) return;
    const given = options(colors);
    const axes = (given.axes ?? [{}, {}]).map((axis) => ({
      ...axis,
      stroke: colors.text,
      grid: { stroke: colors.grid, width: 1 },
      ticks: { stroke: colors.grid, width: 1 },
    }));
    const plot = new uPlot({ ...given, axes, width, height }, data, target.current);
    return () => {
      plot.destroy();
    };
    // Colours are compared by what they are.
  }, [options, data, width, height, key]);

  return (
    <Box>
      <Box ref={box}>
        <div ref={target} role="img" aria-label={label} />
      </Box>
      <details>
        <summary>{t('tableOf')}</summary>
        <Table.ScrollContainer minWidth={300} mah={300}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {table.head.map((name) => (
                  <Table.Th key={name}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {table.rows.map((row) => (
                <Table.Tr key={row.join()}>
                  {row.map((cell, at) => (
                    <Table.Td key={table.head[at]}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </details>
    </Box>
  );
};
