/** Which program `npm start` runs on this machine. */

/**
 * @typedef {object} Surroundings
 * @property {string | null} electronBinary path of Electron's executable
 * @property {boolean} electronHostBuilt whether this version has the program that Electron runs
 * @property {string | null} display the X or Wayland display; not asked of Windows and macOS, which always have one
 * @property {NodeJS.Platform} platform
 *
 * @typedef {object} Choice
 * @property {'electron' | 'headless' | 'demo'} host
 * @property {string} because a sentence for the person who typed the command
 */

/**
 * Windows where they can be shown; else the same agent in the terminal; else, with no input to watch, a demonstration.
 *
 * @param {Surroundings} surroundings
 * @returns {Choice}
 */
export const chooseHost = ({ electronBinary, electronHostBuilt, display, platform }) => {
  if (platform === 'linux' && display === null) {
    return {
      host: 'demo',
      because: 'There is no display here, so there are no hands to watch: this is the built-in demonstration.',
    };
  }
  if (!electronHostBuilt) {
    return {
      host: 'headless',
      because: 'This version has no windows: the agent runs in this terminal. Ctrl-C ends it.',
    };
  }
  if (electronBinary === null) {
    return {
      host: 'headless',
      because:
        'The binary of Electron is not installed (npx install-electron fetches it): the agent runs in this terminal. Ctrl-C ends it.',
    };
  }
  return { host: 'electron', because: 'The agent starts in the tray.' };
};
