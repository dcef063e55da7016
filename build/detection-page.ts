/**
 * Writes the figures of an evaluation into docs/detection.md, and pictures of its curves beside it.
 *
 * Usage: node build/detection-page.ts <evaluation.json> [<report.html>], both written by `samehand evaluate`. The pictures
 * are taken of the report in Chromium.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { evaluationSchema, type Evaluation, type SetFigures } from '../contract/evaluation.ts';
import { MODELS, MODALITIES } from '../contract/verdict.ts';
import { describeEvaluation, describeGoal, describeSet, describeTakeover } from '../main/report/evaluation-format.ts';
import {
  comparedKind,
  describeKind,
  GOAL_HEADER,
  goalRow,
  MODEL_HEADER,
  modelRow,
  TRIAL_HEADER,
  trialRow,
  trialsOf,
} from '../main/report/evaluation-text.ts';

const PAGE = new URL('../docs/detection.md', import.meta.url);
const PICTURES = new URL('../docs/images/', import.meta.url);
const FIGURES = /(?<=<!-- figures: begin -->\n).*(?=<!-- figures: end -->)/s;
const CHROMIUM = '/usr/bin/chromium';
const WIDTH = 900;

type Row = readonly string[];

const line = (cells: Row): string => `| ${cells.join(' | ')} |\n`;
const table = (header: Row, rows: readonly Row[]): string =>
  `${[header, header.map(() => '---'), ...rows].map(line).join('')}\n`;
const list = (sentences: readonly string[]): string => `${sentences.map((text) => `- ${text}\n`).join('')}\n`;

const pictureOf = (name: string, kind: 'det' | 'takeover'): string => `${kind}-${name}.png`;

const setPart = (name: string, figures: SetFigures): string => {
  const kind = comparedKind(figures);
  const comparison = trialsOf(figures).find(([each]) => each === kind)?.[1].comparison ?? {};
  const models = MODELS.filter((model) => comparison[model] !== undefined);
  return (
    `### \`${name}\`\n\n${describeSet(figures)}\n\n` +
    table(
      TRIAL_HEADER,
      trialsOf(figures).map(([each, trials]) => trialRow(describeKind(each), trials)),
    ) +
    `![False non-match rate against false match rate](images/${pictureOf(name, 'det')})\n\n` +
    table(
      [`Models, ${describeKind(kind)}`, ...MODEL_HEADER],
      models.map((model) => modelRow(model, comparison[model])),
    ) +
    list(describeTakeover(figures.takeover)) +
    `![Share of takeovers locked and asked within so many actions](images/${pictureOf(name, 'takeover')})\n\n`
  );
};

const figuresOf = (evaluation: Evaluation): string =>
  `\n${describeEvaluation(evaluation)}\n\n### Figures to reach\n\n` +
  table(
    goalRow(GOAL_HEADER),
    evaluation.goals.map((goal) => goalRow(describeGoal(goal))),
  ) +
  MODALITIES.map((modality) => {
    const figures = evaluation.takeover[modality];
    return figures === undefined
      ? ''
      : `### Takeover, all sets with the ${modality}\n\n${list(describeTakeover(figures))}`;
  }).join('') +
  Object.entries(evaluation.sets)
    .map(([name, figures]) => setPart(name, figures))
    .join('');

const takePictures = async (report: string, names: readonly string[]): Promise<void> => {
  if (!existsSync(CHROMIUM)) throw new Error('Chromium is needed for the pictures.');
  mkdirSync(PICTURES, { recursive: true });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ colorScheme: 'light', viewport: { width: WIDTH, height: WIDTH } });
    await page.goto(pathToFileURL(resolve(report)).href);
    for (const [place, name] of names.entries()) {
      for (const kind of ['det', 'takeover'] as const) {
        const chart = page.locator(`#${kind}-${String(place)}`);
        await chart.locator('canvas').waitFor();
        await chart.screenshot({ path: fileURLToPath(new URL(pictureOf(name, kind), PICTURES)) });
      }
    }
  } finally {
    await browser.close();
  }
};

const [json, report] = process.argv.slice(2);
if (json === undefined) throw new Error('usage: node build/detection-page.ts <evaluation.json> [<report.html>]');
const evaluation = evaluationSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
const page = readFileSync(PAGE, 'utf8');
if (!FIGURES.test(page)) throw new Error('the page has lost the marks between which the figures stand');
writeFileSync(
  PAGE,
  page.replace(FIGURES, () => figuresOf(evaluation)),
);
if (report !== undefined) await takePictures(report, Object.keys(evaluation.sets));
