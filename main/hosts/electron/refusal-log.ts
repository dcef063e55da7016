/** Writes down refused messages, a few and then their number: a page gone wrong must not fill the log. */

const EVERY_MS = 60_000;

export interface RefusalPorts {
  readonly clock: () => number;
  readonly write: (line: string) => void;
}

/** Each reason at once the first time, then at most once a minute with how many there were meanwhile. */
export const createRefusalLog = ({ clock, write }: RefusalPorts): ((why: string) => void) => {
  const last = new Map<string, { at: number; held: number }>();
  return (why) => {
    const known = last.get(why);
    if (known !== undefined && clock() - known.at < EVERY_MS) {
      known.held += 1;
      return;
    }
    const more = known === undefined || known.held === 0 ? '' : ` (and ${String(known.held)} more since the last line)`;
    last.set(why, { at: clock(), held: 0 });
    write(`A page's message was refused: ${why}${more}`);
  };
};
