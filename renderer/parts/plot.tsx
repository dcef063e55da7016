/** A plot over time by uPlot, and beside it the same numbers as a table, for whoever does not see it. */
import { Box, Table, useComputedColorScheme, useMantineTheme, type MantineTheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
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
  /** As a function where it is long: it is called only once somebody looks at it. */
  readonly table: PlotTable | (() => PlotTable);
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
  return useMemo(() => plotColors(colors, isDark), [colors, isDark]);
};

const plotColors = (colors: MantineTheme['colors'], isDark: boolean): PlotColors => {
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

/** Of the numbers at the axes, in pixels where text has its usual size. */
const AXIS_PX = 12;
const USUAL_TEXT_PX = 16;

/** How much larger than usual somebody has text; a canvas does not follow by itself. */
const textScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT_PX || 1;

const Rows = ({ table }: { readonly table: PlotTable }) => (
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
        {table.rows.map((row, place) => (
          <Table.Tr key={place}>
            {row.map((cell, at) => (
              <Table.Td key={table.head[at]}>{cell}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

/** Built once it is looked at: hundreds of rows that nobody sees would cost as much as the plot. */
const TableInstead = ({ table }: Pick<Props, 'table'>) => {
  const { t } = useTranslation('common');
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      onToggle={({ currentTarget: { open } }) => {
        setOpen(open);
      }}
    >
      <summary>{t('tableOf')}</summary>
      {isOpen && <Rows table={typeof table === 'function' ? table() : table} />}
    </details>
  );
};

export const Plot = ({ label, data, options, height = 240, table }: Props) => {
  const colors = useColors();
  const { ref: box, width } = useElementSize();
  const target = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shown = useRef(data);

  useEffect(() => {
    shown.current = data;
    plot.current?.setData(data);
  }, [data]);

  useEffect(() => {
    if (width === 0 || target.current === null) return;
    const given = options(colors);
    const scale = textScale();
    const axes = (given.axes ?? [{}, {}]).map((axis) => ({
      ...axis,
      font: `${AXIS_PX * scale}px sans-serif`,
      ...(typeof axis.size === 'number' ? { size: axis.size * scale } : {}),
      ...(typeof axis.space === 'number' ? { space: axis.space * scale } : {}),
      stroke: colors.text,
      grid: { stroke: colors.grid, width: 1 },
      ticks: { stroke: colors.grid, width: 1 },
    }));
    const made = new uPlot({ ...given, axes, width, height }, shown.current, target.current);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [options, width, height, colors]);

  return (
    <Box>
      <Box ref={box}>
        <div ref={target} role="img" aria-label={label} />
      </Box>
      <TableInstead table={table} />
    </Box>
  );
};
