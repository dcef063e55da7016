export const help = {
  title: 'Help',
  intro: 'What Samehand is, what its signs mean, and what to do when something is not right.',
  what: {
    title: 'What Samehand is',
    learns:
      'Samehand learns how you type and point: how long keys are held, how one follows the other, how the pointer moves.',
    compares: 'All day it compares the hands at work with that, to notice when they are another person’s.',
    acts: 'When it doubts, it asks for a one-time code, and locks the workstation if none comes.',
    never:
      'It keeps no text, no keys and nothing of your screen, and it does not measure how well or how much you work.',
    stays: 'What it learns stays on this machine; you can see it, take it with you, and have it forgotten.',
    more: 'Exactly what is seen and kept stands on the page',
  },
  signs: {
    title: 'What the signs mean',
    intro:
      'The sign stands at the top of this window; the tray shows the same states, and says them in words when you point at it.',
    columns: { sign: 'Sign', meaning: 'What it means' },
    starting: 'It starts, and will see you in a moment.',
    learning: 'It is getting to know you, and decides nothing yet.',
    watching: 'It sees you, and takes these hands for yours.',
    doubtful: 'It does not take these hands for yours at present. It may ask for a code.',
    locked: 'The workstation is locked. Nothing is judged.',
    paused: 'Somebody paused it. Nothing is judged until the pause ends by itself.',
    accommodated:
      'An administrator has excused you from being judged for some time. Codes and the lock when nobody is there stand in.',
    excluded: 'The policy has nothing judged in this application or at this time.',
    unconsented: 'The policy asks for your consent, and you have not given it. Nothing is judged or learned.',
    degraded: 'Something keeps it from seeing everything: somebody could work here unnoticed. Look at Diagnostics.',
  },
  locked: {
    title: 'It locked, though it was you',
    unlock: 'Unlock as always. If a code is owed, you are asked for it; then trust is back.',
    claim:
      'Say “That was me” beside the doubt on the page My data. It counts as a false alarm, and whoever sets the policy can see it.',
    often:
      'If it happens often, tell your administrator: learning anew, or a while in which it only writes down, helps.',
    hurt: 'An injured hand, another keyboard, assistive technology: your administrator can switch it off for you for some weeks. You do not have to say why.',
  },
  lost: {
    title: 'The authenticator is lost, or codes are refused',
    recovery: 'Use one of your recovery codes; each works once. A mailed code does too, if you have set that up.',
    renew: 'Then set up a new authenticator, and renew the recovery codes, on the page Sign-in and step-up.',
    clock: 'If right codes are refused, a clock is wrong: that page says by how much.',
    none: 'With nothing left, your administrator has to let codes be tried again, or take the method out.',
    wait: 'After refused codes there is a wait, longer each time, up to an hour. After a hundred in a row only an administrator helps.',
  },
  pause: {
    title: 'Not to be watched for a while',
    how: 'Pause it on the page Status or in the tray, as long as the policy allows. It ends by itself and is written down.',
    doubt: 'In doubt, a pause is not possible: give the code first, or lock and unlock the screen.',
  },
  complain: {
    title: 'Where to complain',
    administrator: 'Your administrator set the policy and can change it. The page Policy shows what it says.',
    erasure: 'On the page My data you can see and export what is stored, have it forgotten, and ask for erasure.',
    authority:
      'Whether it may be used here, and how, is for your employer to justify: the data protection officer, a works council, or the supervisory authority for data protection can be asked.',
  },
  keyboard: {
    title: 'By keyboard',
    tab: 'Tab and Shift+Tab go from one thing to the next; the first one, “Skip to the content”, passes over the pages.',
    enter: 'Enter or Space presses what has the focus; Escape closes a dialog, but not the question for a code.',
    arrows: 'Arrow keys move along tabs, choices and the moment on the curve of trust.',
    size: '“Appearance”, at the top, makes everything larger, and has colours and language. Every plot has its numbers as a table below it.',
  },
  version: {
    title: 'Version',
    samehand: 'Samehand {{version}}',
    agent: 'Process {{pid}}',
    consent: 'Text about what it does: version {{version}}',
    commands: 'Everything here can be had on the command line too: samehand --help.',
  },
};
