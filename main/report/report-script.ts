/**
 * The script of a report, as text: it runs in the reader's browser, after the chart library, and draws both charts
 * from the data in `#run`. Colours come from the style sheet, so that the charts follow light, dark and paper.
 */
export const REPORT_SCRIPT = `(() => {
  'use strict';
  const run = JSON.parse(document.getElementById('run').textContent);
  const AXES = { actions: 'Actions: keystrokes, pointer movements, wheel bursts', minutes: 'Minutes' };
  const DASHES = [[], [6, 3], [2, 2], [], [6, 3]];
  const PRINT_WIDTH_PX = 660;
  const charts = [];
  let unit = 'actions';
  let paper = false;

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const fit = (ctx, text, room) => {
    if (ctx.measureText(text).width <= room) return text;
    const letters = Array.from(text);
    while (letters.length > 0 && ctx.measureText(letters.join('') + '…').width > room) letters.pop();
    return letters.length > 0 ? letters.join('') + '…' : '';
  };
  const font = (weight) => weight + ' ' + 12 * devicePixelRatio + 'px system-ui, sans-serif';

  const drawSessions = (chart) => {
    const { ctx, bbox } = chart;
    ctx.save();
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    run.sessions.forEach((session, i) => {
      const from = Math.max(bbox.left, chart.valToPos(session.from[unit], 'x', true));
      const to = Math.min(bbox.left + bbox.width, chart.valToPos(session.to[unit], 'x', true));
      if (to <= from) return;
      if (i % 2 === 1) {
        ctx.fillStyle = color('band');
        ctx.fillRect(from, bbox.top, to - from, bbox.height);
      }
      if (i > 0) {
        ctx.fillStyle = color('rule');
        ctx.fillRect(from, bbox.top - 18 * devicePixelRatio, devicePixelRatio, bbox.height + 18 * devicePixelRatio);
      }
      ctx.fillStyle = color('muted');
      ctx.font = font('600');
      ctx.fillText(fit(ctx, session.name, to - from - 10 * devicePixelRatio), from + 5 * devicePixelRatio, bbox.top - 6 * devicePixelRatio);
    });
    ctx.restore();
  };

  const drawLevel = (chart, level, label, name) => {
    const { ctx, bbox } = chart;
    const y = chart.valToPos(level, 'y', true);
    ctx.save();
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    ctx.strokeStyle = ctx.fillStyle = color(name);
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = font('500');
    ctx.fillText(label, bbox.left + 6 * devicePixelRatio, y - 5 * devicePixelRatio);
    ctx.restore();
  };

  const drawMark = (chart, mark) => {
    const { ctx } = chart;
    const x = chart.valToPos(mark[unit], 'x', true);
    const y = chart.valToPos(mark.trust, 'y', true);
    const size = 6 * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = color(mark.kind);
    ctx.strokeStyle = color('surface');
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    if (mark.kind === 'lock') ctx.rect(x - size, y - size, 2 * size, 2 * size);
    else {
      ctx.moveTo(x, y - size * 1.2);
      ctx.lineTo(x + size * 1.2, y + size);
      ctx.lineTo(x - size * 1.2, y + size);
      ctx.closePath();
    }
    ctx.fill();
    ctx.stroke();
    ctx.restore();
  };

  const axis = (label) => ({
    label,
    labelSize: 20,
    labelFont: '12px system-ui, sans-serif',
    font: '12px system-ui, sans-serif',
    stroke: () => color('muted'),
    grid: { stroke: () => color('grid'), width: 1 },
    ticks: { show: false },
  });

  const options = (title, height, series, range, hooks) => ({
    width: 600,
    height,
    padding: [26, 28, 0, 0],
    scales: { x: { time: false, range: () => [0, run.sessions.at(-1).to[unit]] }, y: { range } },
    axes: [{ ...axis(AXES[unit]), size: 34 }, { ...axis(title), size: 46 }],
    series: [{ label: unit === 'actions' ? 'Action' : 'Minute', value: (_, x) => (x === null ? '–' : x.toFixed(unit === 'actions' ? 0 : 1)) }, ...series],
    cursor: { y: false, drag: { x: true, y: false } },
    hooks: { drawClear: [drawSessions], ...hooks },
  });
  const reading = (_, value) => (value === null || value === undefined ? '–' : value.toFixed(1));

  const trustChart = () => ({
    options: options(
      'Trust',
      320,
      [{ label: 'Trust', stroke: () => color('trust'), width: 2, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false }, value: reading }],
      [0, 104],
      {
        draw: [
          (chart) => {
            drawLevel(chart, run.levels.promptBelow, 'a code is asked for below ' + run.levels.promptBelow, 'prompt');
            drawLevel(chart, run.levels.lockBelow, 'locked below ' + run.levels.lockBelow, 'lock');
            run.marks.forEach((mark) => drawMark(chart, mark));
          },
        ],
      },
    ),
    data: [run[unit], run.trust],
  });

  const modelChart = () => ({
    options: options(
      'Log likelihood ratio',
      280,
      run.models.map((model, i) => ({
        label: model.name,
        stroke: () => color('model' + i),
        width: 1.5,
        dash: DASHES[i],
        spanGaps: true,
        points: { show: false },
        value: reading,
      })),
      (_, low, high) => [Math.min(-1, Math.floor(low)), Math.max(1, Math.ceil(high))],
      {
        draw: [
          (chart) => {
            const { ctx, bbox } = chart;
            ctx.fillStyle = color('muted');
            ctx.fillRect(bbox.left, chart.valToPos(0, 'y', true), bbox.width, devicePixelRatio);
          },
        ],
      },
    ),
    data: [run[unit], ...run.models.map((model) => model.values)],
  });

  const widthOf = (place) => (paper ? PRINT_WIDTH_PX : Math.max(280, place.clientWidth));
  const draw = () => {
    charts.splice(0).forEach(({ chart }) => chart.destroy());
    [['trust-chart', trustChart], ['model-chart', modelChart]].forEach(([id, build]) => {
      const place = document.getElementById(id);
      if (place === null) return;
      const { options, data } = build();
      charts.push({ place, chart: new uPlot({ ...options, width: widthOf(place) }, data, place) });
    });
  };

  document.querySelectorAll('input[name="unit"]').forEach((input) =>
    input.addEventListener('change', () => {
      unit = input.value;
      draw();
    }),
  );
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
