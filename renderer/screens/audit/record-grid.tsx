/** The records as a grid that holds only the rows in sight, also of a million. */
import { Box, Text, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import './record-grid.css';
import { rowForKey } from './row-keys.ts';
import { RecordRow } from './record-row.tsx';
import { placeShowing } from './scroll-scale.ts';
import type { Records } from './use-records.ts';
import { useScaledScroll } from './use-scaled-scroll.ts';

interface Props {
  readonly records: Records;
  /** Of the list. */
  readonly rows: number;
  /** The chosen row; null: none yet. */
  readonly active: number | null;
  readonly onActive: (row: number) => void;
  readonly onOpen: (row: number) => void;
}

/** In heights of a letter, so that rows grow with the text. */
const ROW_REMS = 2.25;
const NARROW_ROW_REMS = 5;
/** Room for the three columns. */
const WIDE_REMS = 38;
const DEFAULT_REM_PIXELS = 16;

export const RecordGrid = ({ records, rows, active, onActive, onOpen }: Props) => {
  const { t } = useTranslation('audit');
  const id = useId();
  const { ref: letter, height: rem } = useElementSize();
  const { ref: body, height: viewHeight, width } = useElementSize();
  const unit = rem || DEFAULT_REM_PIXELS;
  const isNarrow = width > 0 && width < WIDE_REMS * unit;
  const rowHeight = Math.round((isNarrow ? NARROW_ROW_REMS : ROW_REMS) * unit);
  const { view, height, place, range, goTo, onScroll } = useScaledScroll(rows, rowHeight, viewHeight);
  const { first, end } = range;
  const { want } = records;
  const brought = useRef(active);

  useEffect(() => {
    want({ first, end });
  }, [want, first, end]);
  useEffect(() => {
    // Once for each row that is chosen: then the person may scroll away from it.
    if (active === brought.current) return;
    brought.current = active;
    if (active !== null) goTo(placeShowing(active, place, rowHeight, viewHeight));
  }, [active, goTo, place, rowHeight, viewHeight]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && active !== null) {
      event.preventDefault();
      onOpen(active);
      return;
    }
    const next = rowForKey(event.key, active, rows, Math.max(1, Math.floor(viewHeight / rowHeight) - 1));
    if (next === null) return;
    event.preventDefault();
    onActive(next);
  };
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  return (
    <Box>
      <div ref={letter} style={{ height: '1rem', width: 0, position: 'absolute' }} aria-hidden />
      <VisuallyHidden id={`${id}-keys`}>{t('list.keys')}</VisuallyHidden>
      <div
        ref={view}
        role="grid"
        tabIndex={0}
        aria-label={t('list.label')}
        aria-describedby={`${id}-keys`}
        aria-rowcount={rows + 1}
        aria-colcount={3}
        {...(active !== null && active >= first && active < end ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        className="record-grid"
        data-narrow={isNarrow || undefined}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height }}>
          <div role="presentation" className="record-layer">
            <div role="rowgroup" className="record-head">
              <div role="row" aria-rowindex={1} className="record-titles">
                <div role="columnheader">{t('list.seq')}</div>
                <div role="columnheader">{t('list.at')}</div>
                <div role="columnheader">{t('list.what')}</div>
              </div>
            </div>
            <div role="rowgroup" ref={body} className="record-body">
              {drawn.map((row) => (
                <RecordRow
                  key={row}
                  id={`${id}-${row}`}
                  row={row}
                  record={records.at(row)}
                  top={row * rowHeight - place}
                  height={rowHeight}
                  isActive={row === active}
                  onOpen={onOpen}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      <Text size="xs" c="dimmed" aria-hidden>
        {t('list.keys')}
      </Text>
    </Box>
  );
};
