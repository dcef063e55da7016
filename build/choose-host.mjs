/** Which program `npm start` runs on this machine. */

/**
 * @typedef {object} Surroundings
 * @property {string | null} electronBinary path of Electron's executable
 * @property {string | null} whyNot why the binary is not there, as a sentence; null when nothing is known
 * @property {string | null} [sandboxProblem] why it cannot run here although it may be there, as a sentence
 * @property {string | null} display the X or Wayland display; not asked of Windows and macOS, which always have one
 * @property {NodeJS.Platform} platform
 *
 * @typedef {object} Choice
 * @property {'electron' | 'browser' | 'demo'} host
 * @property {string} because a sentence for the person who typed the command
 */

/**
 * Whether there is anything to show windows on.
 *
 * @param {Pick<Surroundings, 'display' | 'platform'>} surroundings
 */
export const hasDisplay = ({ display, platform }) => platform !== 'linux' || display !== null;

/**
 * Tray and windows where they can be shown; else the same agent in the terminal with its windows in the browser; else,
 * with no input to watch, a demonstration.
 *
 * @param {Surroundings} surroundings
 * @returns {Choice}
 */
export const chooseHost = ({ electronBinary, whyNot, sandboxProblem = null, display, platform }) => {
  if (!hasDisplay({ display, platform })) {
    return {
      host: 'demo',
      because: 'There is no display here, so there are no hands to watch: this is the built-in demonstration.',
    };
  }
  if (electronBinary !== null && sandboxProblem === null) {
    return { host: 'electron', because: 'The agent starts in the tray.' };
  }
  const reason =
    sandboxProblem ?? `${whyNot ?? 'The binary of Electron is not installed.'} (npx install-electron tries again.)`;
  return {
    host: 'browser',
    because: `${reason}\nThe agent runs in this terminal, and its windows open in your browser. Ctrl+C ends it.`,
  };
};
