/** What is said when windows in a browser have served. */
import type { WhyNobody } from '../../web/listeners-watch.ts';

export const NOBODY_LOOKS: Readonly<Record<WhyNobody, string>> = {
  left: 'Nobody has looked for a minute: the windows are closed. Show them again with: samehand open',
  unopened: 'Nobody has opened the address in time: the windows are closed. Show them with: samehand open',
};
