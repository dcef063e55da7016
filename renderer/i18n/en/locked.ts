export const locked = {
  title: 'This workstation is locked',
  what: 'Samehand locks when it doubts whose hands these are, when no code was accepted in time, or when nobody was at work for a while. It may also have been locked by hand.',
  since: 'Locked since {{at}}.',
  todo: {
    title: 'What to do',
    unlock: 'Unlock the workstation as usual, with your password.',
    code: 'If there was a doubt, a one-time code is asked for then. Have your authenticator or a recovery code ready.',
    kept: 'Programs go on running. Nothing you had open is lost.',
  },
  wrong: {
    title: 'Was it wrong?',
    claim: 'After the unlock, say so on the page “My data”: in the history of doubts, with “That was me”.',
    often:
      'If it happens often, tell your administrator: there are settings for it, and for an injury or assistive technology an accommodation.',
    noCode: 'If you have no code at hand, ask your administrator for help.',
  },
  unlocked: {
    title: 'The workstation is unlocked',
    text: 'You can go on working.',
    back: 'Back to Samehand',
    code: 'Enter the code that is asked for',
  },
};
