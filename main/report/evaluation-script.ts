/** The script of an evaluation's report, as text: draws DET and takeover curves from the data in `#run`. */
export const EVALUATION_SCRIPT = `(() => {
  'use strict';
  const { sets } = JSON.parse(document.getElementById('run').textContent);
  const DASHES = [[], [6, 3], [2, 2], [10, 3], [4, 4]];
  const PRINT_WIDTH_PX = 660;
  const LEAST_RATE = 0.001;
  const RATES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
  const charts = [];
  let paper = false;

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const percent = (value) => (value === null || value === undefined ? '–' : +(100 * value).toPrecision(3) + ' %');
  const axis = (label) => ({
    label,
    labelSize: 20,
    labelFont: '12px system-ui, sans-serif',
    font: '12px system-ui, sans-serif',
    stroke: () => color('muted'),
    grid: { stroke: () => color('grid'), width: 1 },
    ticks: { show: false },
  });
  const line = (label, i) => ({
    label,
    stroke: () => color('model' + (i % 5)),
    width: 2,
    dash: DASHES[i % DASHES.length],
    points: { show: false },
    value: (_, value) => percent(value),
  });

  const det = ({ det: curves }) => {
    const rates = { splits: () => RATES, filter: (_, splits) => splits, values: (_, splits) => splits.map(percent) };
    const log = { distr: 3, log: 10, range: [LEAST_RATE, 1] };
    return {
      options: {
        height: 340,
        padding: [12, 20, 0, 0],
        scales: { x: { time: false, ...log }, y: log },
        axes: [{ ...axis('False match rate: impostors taken for the user'), ...rates, size: 34 }, { ...axis('False non-match rate'), ...rates, size: 62 }],
        series: [{ label: 'FMR', value: (_, value) => percent(value) }, ...curves.map(({ label }, i) => line(label, i))],
        cursor: { y: false, drag: { x: false, y: false } },
      },
      data: [curves[0].fmr, ...curves.map(({ fnmr }) => fnmr.map((value) => Math.max(value, LEAST_RATE)))],
    };
  };

  const takeover = ({ takeover: { actions, locked, prompted, unit } }) => ({
    options: {
      height: 300,
      padding: [12, 20, 0, 0],
      scales: { x: { time: false, range: [0, actions[actions.length - 1]] }, y: { range: [0, 1.02] } },
      axes: [
        { ...axis('The impostor’s ' + unit), size: 34 },
        { ...axis('Share of takeovers'), size: 56, values: (_, splits) => splits.map(percent) },
      ],
      series: [
        { label: unit },
        { ...line('asked for a code', 0), stroke: () => color('prompt'), paths: uPlot.paths.stepped({ align: 1 }) },
        { ...line('locked', 0), stroke: () => color('lock'), dash: [], paths: uPlot.paths.stepped({ align: 1 }) },
      ],
      cursor: { y: false, drag: { x: false, y: false } },
    },
    data: [actions, prompted, locked],
  });

  const widthOf = (place) => (paper ? PRINT_WIDTH_PX : Math.max(280, place.clientWidth));
  const draw = () => {
    charts.splice(0).forEach(({ chart }) => chart.destroy());
    const build = (id, make, set) => {
      const place = document.getElementById(id);
      if (place === null) return;
      const { options, data } = make(set);
      charts.push({ place, chart: new uPlot({ ...options, width: widthOf(place) }, data, place) });
    };
    sets.forEach((set, i) => {
      build('det-' + i, det, set);
      build('takeover-' + i, takeover, set);
    });
  };
  new ResizeObserver(() =>
    charts.forEach(({ place, chart }) => {
      if (chart.width !== widthOf(place)) chart.setSize({ width: widthOf(place), height: chart.height });
    }),
  ).observe(document.querySelector('main'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  matchMedia('print').addEventListener('change', (media) => {
    paper = media.matches;
    draw();
  });
  draw();
})();`;
