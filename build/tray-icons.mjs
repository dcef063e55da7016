/**
 * The icon of each state: a hand's five keys, and beside them a sign whose shape tells the state to those who see no
 * colours. As a template (macOS) it is black on nothing, and the sign is cut out of what is behind it.
 */

/** @typedef {{ fill: string, ink: string, shape: string }} Sign `shape`: in a circle of radius 13 around 0,0 */

/** @type {Readonly<Record<string, Sign | null>>} null: the hand alone, at work. */
const SIGNS = {
  starting: {
    fill: '#5b6b7a',
    ink: '#ffffff',
    shape: '<circle cx="-6" r="2.4"/><circle r="2.4"/><circle cx="6" r="2.4"/>',
  },
  learning: {
    fill: '#2f6fab',
    ink: '#ffffff',
    shape: '<path d="M-1.7-8h3.4v6.300h6.300v3.400h-6.300v6.300h-3.400v-6.300h-6.300v-3.400h6.300z"/>',
  },
  watching: null,
  doubtful: {
    fill: '#e8a317',
    ink: '#2b1d00',
    shape:
      '<path d="M-5-3.200a5 5 0 1 1 7.400 4.400c-.9.5-1 .9-1 1.900h-2.900c0-2.200.6-3.100 2.200-4.100a2.200 2.200 0 1 0-2.800-2.200z"/><circle cy="7" r="1.900"/>',
  },
  locked: {
    fill: '#b3261e',
    ink: '#ffffff',
    shape:
      '<path fill-rule="evenodd" d="M-6.500-1h1.700v-2a4.800 4.800 0 0 1 9.600 0v2h1.700v8.500h-13zm4.500 0h4v-2a2 2 0 0 0-4 0z"/>',
  },
  paused: {
    fill: '#5b6b7a',
    ink: '#ffffff',
    shape: '<rect x="-6" y="-7" width="4" height="14"/><rect x="2" y="-7" width="4" height="14"/>',
  },
  accommodated: {
    fill: '#6a4fa3',
    ink: '#ffffff',
    shape:
      '<circle cy="-6.500" r="2.300"/><path d="M-7.500-3.300h15v2.700h-5l1.800 9h-2.800l-1.500-6-1.500 6h-2.800l1.800-9h-5z"/>',
  },
  excluded: { fill: '#5b6b7a', ink: '#ffffff', shape: '<rect x="-7.500" y="-2" width="15" height="4"/>' },
  unconsented: {
    fill: '#2f6fab',
    ink: '#ffffff',
    shape: '<path fill-rule="evenodd" d="M-5.500-8h11v16h-11zm2.500 3v2h6v-2zm0 4v2h6v-2zm0 4v2h3.500v-2z"/>',
  },
  degraded: {
    fill: '#e8a317',
    ink: '#2b1d00',
    shape: '<rect x="-1.700" y="-8" width="3.400" height="9.500"/><circle cy="6" r="2.200"/>',
  },
};

export const TRAY_STATES = Object.keys(SIGNS);

/** What is asleep or not seeing is drawn as outlines, what works as bars. */
const ASLEEP = new Set(['starting', 'paused', 'excluded', 'unconsented', 'accommodated']);
/** A triangle warns, a circle tells. */
const TRIANGLES = new Set(['degraded', 'doubtful']);

const OUTLINE = 3;
const KEYS = [
  [5, 20, 26],
  [16.5, 10, 36],
  [28, 6, 40],
  [39.5, 10, 36],
  [51, 20, 26],
];

/**
 * @param {string} state
 * @param {string} colour
 * @param {number} around how much wider all is drawn
 */
const hand = (state, colour, around = 0) => {
  const isAsleep = ASLEEP.has(state);
  const line = isAsleep ? OUTLINE + around : around;
  const inset = isAsleep ? OUTLINE / 2 : 0;
  const keys = KEYS.map(
    ([x = 0, y = 0, height = 0]) =>
      `<rect x="${x + inset}" y="${y + inset}" width="${8 - 2 * inset}" height="${height - 2 * inset}" rx="${4 - inset}"/>`,
  ).join('');
  const wrist = `<rect x="16" y="52" width="32" height="7" rx="3.5" fill="${colour}" stroke="${colour}" stroke-width="${around}"/>`;
  const pen = `fill="${isAsleep ? 'none' : colour}" stroke="${colour}" stroke-width="${line}"`;
  return `<g ${pen}>${keys}</g>${wrist}`;
};

/** @param {string} state */
const outline = (state) =>
  TRIANGLES.has(state) ? '<path d="M0-18 18 13h-36z" stroke-linejoin="round" stroke-width="5"/>' : '<circle r="15"/>';

const AT = 'translate(46 45)';

/**
 * @param {string} state one of {@link TRAY_STATES}
 * @param {boolean} isTemplate
 * @returns {string} an SVG
 */
export const trayIcon = (state, isTemplate) => {
  const sign = SIGNS[state];
  const colour = isTemplate ? '#000000' : '#1f7a5c';
  const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">';
  // Light around dark and dark around light: trays are both.
  const halo = isTemplate ? '' : hand(state, '#ffffff', 4);
  if (sign === undefined || sign === null) return `${open}${halo}${hand(state, colour)}</svg>`;
  const scale = `${AT} scale(1.05)`;
  const cut = `<mask id="m"><rect width="64" height="64" fill="#fff"/><g transform="${AT} scale(1.25)" fill="#000" stroke="#000">${outline(state)}</g></mask>`;
  const cutInk = `<mask id="i"><rect width="64" height="64" fill="#fff"/><g transform="${scale}" fill="#000">${sign.shape}</g></mask>`;
  const disc = `<g transform="${scale}" fill="${isTemplate ? '#000000' : sign.fill}" stroke="${isTemplate ? '#000000' : sign.fill}">${outline(state)}</g>`;
  const ink = `<g transform="${scale}" fill="${sign.ink}">${sign.shape}</g>`;
  return isTemplate
    ? `${open}${cut}${cutInk}<g mask="url(#m)">${hand(state, colour)}</g><g mask="url(#i)">${disc}</g></svg>`
    : `${open}${cut}<g mask="url(#m)">${halo}${hand(state, colour)}</g>${disc}${ink}</svg>`;
};
