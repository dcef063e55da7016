/** Stretches in which nothing was seen or judged, and why: one reason at a time. */
import type { AuditRecord } from '../../contract/audit.ts';
import type { History } from '../../contract/history.ts';
import { isoSeconds } from './iso-seconds.ts';
import { reasonsUnseen, type ReasonUnseen, type Why } from './unseen-reasons.ts';

type Unseen = History['unseen'][number];

/** Of several reasons at once the first is told; the order is that of the agent's state. */
const ORDER: readonly Why[] = ['not-running', 'locked', 'paused', 'accommodated', 'sensor', 'excluded'];

const SECOND_MS = 1_000;

/**
 * @param records oldest first, of {@link UNSEEN_KINDS}; those before `from` too, as a stretch may have begun there
 * @param from milliseconds since 1970
 * @param to the same; what is not over then runs until it
 * @param judgedAt times at which something was judged, oldest first: signs of an agent that wrote nothing before it died
 * @returns within the two times, in their order, none of no length, no two at the same time
 */
export const unseenBetween = (
  records: readonly AuditRecord[],
  from: number,
  to: number,
  judgedAt: readonly number[] = [],
): readonly Unseen[] => {
  const [first, last] = [Math.ceil(from / SECOND_MS) * SECOND_MS, Math.floor(to / SECOND_MS) * SECOND_MS];
  const reasons = reasonsUnseen(records, judgedAt)
    .map(({ why, begin, end }) => ({ why, begin: Math.max(begin, first), end: Math.min(end, last) }))
    .filter(({ begin, end }) => begin < end);
  return toldOnce(reasons).map(({ why, begin, end }) => ({ why, from: isoSeconds(begin), to: isoSeconds(end) }));
};

/** Cuts where any begins or ends, tells the first reason of each piece, and joins pieces that go on. */
const toldOnce = (reasons: readonly ReasonUnseen[]): readonly ReasonUnseen[] => {
  const cuts = [...new Set(reasons.flatMap(({ begin, end }) => [begin, end]))].sort((a, b) => a - b);
  const told: ReasonUnseen[] = [];
  for (const [place, begin] of cuts.entries()) {
    const end = cuts[place + 1];
    const holding = reasons.filter((each) => each.begin <= begin && begin < each.end);
    const why = ORDER.find((each) => holding.some((reason) => reason.why === each));
    if (end === undefined || why === undefined) continue;
    const before = told.at(-1);
    if (before?.why === why && before.end === begin) told[told.length - 1] = { ...before, end };
    else told.push({ why, begin, end });
  }
  return told;
};
