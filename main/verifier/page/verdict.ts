/** The verdict in words, what it is about, and the faults with their places. */
import type { ExportFault } from '../../audit-proof/export-faults.ts';
import type { ExportVerification } from '../../audit-proof/verify-export.ts';
import { element } from './element.ts';
import type { Texts } from './texts.ts';

const range = (one: string, several: string, first: number, last: number, number: (value: number) => string): string =>
  last > first ? `${several} ${number(first)}–${number(last)}` : `${one} ${number(first)}`;

const placeOf = (fault: ExportFault, texts: Texts, number: (value: number) => string): string => {
  const { line, lastLine, proofLine, lastProofLine, seq, lastSeq } = fault;
  const places = [
    line > 0 ? range(texts.line, texts.lines, line, lastLine, number) : '',
    line === 0 && proofLine > 0
      ? `${range(texts.line, texts.lines, proofLine, lastProofLine, number)} ${texts.proofLine}`
      : '',
    seq > 0 ? range(texts.record, texts.recordsAt, seq, lastSeq, number) : '',
  ].filter((place) => place !== '');
  return places.length === 0 ? texts.whole : places.join(', ');
};

const faultTable = (
  { faults, faultCount }: ExportVerification,
  texts: Texts,
  number: (value: number) => string,
): Node => {
  const rows = faults.map((fault) =>
    element(
      'tr',
      {},
      element('td', {}, placeOf(fault, texts, number)),
      element(
        'td',
        {},
        element('strong', {}, texts.kinds[fault.fault]),
        element('span', { class: 'detail', lang: 'en' }, fault.message),
      ),
    ),
  );
  const head = [texts.place, texts.what].map((text) => element('th', { scope: 'col' }, text));
  return element(
    'div',
    { class: 'table', role: 'region', 'aria-label': texts.faults, tabindex: '0' },
    element(
      'table',
      {},
      element('caption', {}, texts.faults),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
    ...(faultCount > faults.length ? [element('p', {}, texts.more(number(faultCount - faults.length)))] : []),
  );
};

const factsOf = (found: ExportVerification, texts: Texts, number: (value: number) => string): Node => {
  const { facts } = texts;
  const { records, first, last, from, to, sealedSeq, source, filter, format } = found;
  const isFiltered =
    filter !== null && (filter.kinds.length > 0 || filter.text !== '' || (filter.from ?? filter.to) !== null);
  const all: readonly (readonly [string, string | null])[] = [
    [facts.records, number(records)],
    [facts.stretch, texts.stretch(number(first), number(last))],
    [facts.times, from === null || to === null ? null : texts.times(from, to)],
    [facts.signed, sealedSeq === 0 ? texts.nothingSigned : texts.upTo(number(sealedSeq))],
    [facts.filter, isFiltered ? JSON.stringify(filter) : texts.everything],
    [facts.format, format],
    [facts.machine, source && `${source.machine}${source.hostname === null ? '' : ` (${source.hostname})`}`],
    [facts.user, source?.user ?? null],
    [facts.version, source?.version ?? null],
  ];
  return element(
    'dl',
    {},
    ...all.flatMap(([name, value]) =>
      value === null ? [] : [element('div', {}, element('dt', {}, name), element('dd', {}, value))],
    ),
  );
};

/** Headed by the verdict, which can take the focus. */
export const verdictOf = (found: ExportVerification, texts: Texts): HTMLElement => {
  const format = new Intl.NumberFormat(texts.language);
  const number = (value: number): string => format.format(value);
  const { ok, faultCount } = found;
  return element(
    'section',
    { class: ok ? 'verdict sound' : 'verdict unsound', 'aria-labelledby': 'verdict' },
    element(
      'h2',
      { id: 'verdict', tabindex: '-1' },
      element('span', { class: 'mark', 'aria-hidden': 'true' }, ok ? '✓' : '✗'),
      ok ? texts.sound : texts.unsound(texts.faultCount(number(faultCount), faultCount)),
    ),
    element('p', {}, ok ? texts.soundText : texts.unsoundText),
    ...(ok ? [] : [faultTable(found, texts, number)]),
    ...(found.source === null ? [] : [factsOf(found, texts, number)]),
  );
};
