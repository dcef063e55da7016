/** Figures of an evaluation that need no script: bars by model, and a dot for every person. */
import type { SetFigures } from '../../contract/evaluation.ts';
import { MODELS } from '../../contract/verdict.ts';
import { formatFraction, formatPercent, MODEL_LABELS } from './evaluation-format.ts';
import { comparedKind, describeKind, trialsOf } from './evaluation-text.ts';
import { markup, type Markup } from './markup.ts';

/** An EER of chance fills the bar. */
const CHANCE = 0.5;
const WIDTH = 640;
const HEIGHT = 26;
const LEFT = 8;
const RADIUS = 4.5;

const shareOfBar = (eer: number): string => `${(100 * Math.min(1, eer / CHANCE)).toFixed(1)}%`;

/** EER of every model with a bar, and what it adds to the deciding one. */
export const modelTable = (figures: SetFigures): Markup | null => {
  const kind = comparedKind(figures);
  const comparison = trialsOf(figures).find(([each]) => each === kind)?.[1].comparison ?? {};
  const models = MODELS.flatMap((model) => {
    const compared = comparison[model];
    return compared === undefined ? [] : [{ model, compared }];
  });
  if (models.length === 0) return null;
  return markup`<div class="scroll"><table>
<caption>Each model alone, and fused with the one that decides by weights from the other half of the people. On ${describeKind(kind)}; means over people. A bar to the end would be chance.</caption>
<thead><tr><th scope="col">Model</th><th scope="col">EER</th><th scope="col" class="number">AUC</th><th scope="col" class="number">Deciding alone</th><th scope="col" class="number">Fused with it</th></tr></thead>
<tbody>${models.map(
    ({ model, compared: { eer, auc, fused } }) =>
      markup`<tr><th scope="row">${MODEL_LABELS[model]}</th><td class="bars"><span class="value">${formatPercent(eer)}</span><span class="track"><span class="bar" style="width:${shareOfBar(eer)}"></span></span></td><td class="number">${formatFraction(auc)}</td><td class="number">${formatPercent(fused?.eerOfDecidingAlone)}</td><td class="number">${formatPercent(fused?.eer)}</td></tr>\n`,
  )}</tbody></table></div>`;
};

const dot = (name: string, eer: number): Markup =>
  markup`<circle cx="${(LEFT + (WIDTH - 2 * LEFT) * Math.min(1, eer / CHANCE)).toFixed(1)}" cy="${HEIGHT / 2}" r="${RADIUS}"><title>${name}: ${formatPercent(eer)}</title></circle>`;

/** One line of dots a kind of trials: how people differ. */
export const personDots = (figures: SetFigures): Markup => {
  const kinds = trialsOf(figures).map(([kind]) => kind);
  return markup`<table class="dots">
<caption>EER of every person, from 0 % on the left to chance (50 %) on the right; point at a dot for whose it is.</caption>
<thead><tr><th scope="col">Trials</th><th scope="col">People</th><th scope="col" class="number">Highest</th></tr></thead>
<tbody>${kinds.map((kind) => {
    const people = figures.persons.flatMap(({ name, eer }) => {
      const own = eer[kind];
      return own === undefined ? [] : [{ name, eer: own }];
    });
    const highest = people.length === 0 ? null : Math.max(...people.map(({ eer }) => eer));
    return markup`<tr><th scope="row">${describeKind(kind)}</th><td><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="EER of ${people.length} people, at most ${formatPercent(highest)}"><line x1="${LEFT}" x2="${WIDTH - LEFT}" y1="${HEIGHT / 2}" y2="${HEIGHT / 2}"></line>${people.map(({ name, eer }) => dot(name, eer))}</svg></td><td class="number">${formatPercent(highest)}</td></tr>\n`;
  })}</tbody></table>`;
};
