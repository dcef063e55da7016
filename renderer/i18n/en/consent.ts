/** What employees are told before anything is learned. A change of what it says needs a new CONSENT_VERSION in the contract. */
export const consent = {
  title: 'What Samehand does with how you type and point',
  lead: 'Samehand compares how you type and point with what it has learned of you, to notice when other hands are at work here. Please read what that means.',
  seen: {
    title: 'What it sees',
    keys: 'Every press and release of a key, every movement of the pointer, every button and wheel step of your session, in all programs, with its time. Passwords too: it cannot know where they go.',
    slots:
      'Which key it was becomes a number without a name and a class (kind of key and finger) at once. The key itself goes no further.',
    memory:
      'In memory it holds the numbers and times of the last 512 key presses, and the path of the pointer movement under way, until what follows overwrites them.',
  },
  kept: {
    title: 'What is kept',
    features:
      'Statistics of your timing: how long keys are held, how one follows the other, how the pointer moves and clicks. They are kept as means and spreads, by number of key and pair of numbers.',
    sessions: 'How many key presses, clicks and movements a session had, and when it was. In which hours you work.',
    verdicts: 'What was concluded: trust, and what it rests on.',
    log: 'A log of what happened: doubts, codes, locks, pauses, changes.',
    honest:
      'The numbers of the keys are secret, but not an encryption of what you type: whoever had the opened database could guess common keys from it, and see which pairs of keys you typed. That is why it is encrypted; the key lies in your keychain, or, where there is none, in a file that only your account can read.',
  },
  never: {
    title: 'What is never kept',
    text: 'What you write, which key you pressed, your passwords.',
    screen: 'What is on your screen: no picture, no window title, no content of any application.',
    places: 'Where the pointer was.',
    work: 'How well or how much you work: it is not measured or judged. (The counts above are kept.)',
    application:
      'Which program you use. The policy names programs in which nothing is judged, so the one in front is asked for, compared, and forgotten.',
    noApplication: 'Which program you use: it is not asked for.',
    network:
      'In which network you are: the policy gives networks weight, so a hash is kept, from which no address can be read.',
    noNetwork: 'In which network you are: it is not asked for.',
    record:
      'A separate command, “samehand record”, writes what is typed into a file, for measurements. It has to be started in your session with “--consent”. The agent never does it.',
  },
  long: {
    title: 'How long',
    windows_one: 'Windows of features: {{count}} day.',
    windows_other: 'Windows of features: {{count}} days.',
    verdicts_one: 'What was concluded of each: {{count}} day.',
    verdicts_other: 'What was concluded of each: {{count}} days.',
    sessions_one: 'Sessions: {{count}} day.',
    sessions_other: 'Sessions: {{count}} days.',
    profile: 'What was learned of you: until you have it forgotten, or ask for erasure (My data).',
    networks_one: 'Networks, as hashes: {{count}} day after you were last there.',
    networks_other: 'Networks, as hashes: {{count}} days after you were last there.',
    log: 'The log of what happened: {{count}} days, or until it grows beyond {{size}} MB; longer while it waits to be forwarded. Erasing what was learned does not erase it.',
    copies:
      'A backup that you have made of what was learned lies where you put it, encrypted with the passphrase that you chose; it is not reached when you have something forgotten or erased here. Whoever has both can put it on another machine.',
  },
  who: {
    title: 'Who sees it',
    machine: 'It is stored on this machine, in the folder of your account.',
    pages:
      'Whoever sits at your open session can open these pages, as you can. The export of your data takes a one-time code, if you have set that up.',
    administrator:
      'The administrator sees, at this workstation, its state, its settings and what is wrong with it, and may change the policy.',
    auditor:
      'The auditor reads the log, at this workstation, and can export it as a file: when it ran, doubts with the trust at that time, codes asked for and whether they were right, locks, pauses and changes. No statistics of your timing.',
    system: 'Whoever administers the computer itself can, in the end, read everything on it, this too.',
    nothing:
      'Nothing leaves this machine by itself: the policy in force names nobody to be told, and forwards the log to nobody.',
    leaves:
      'The policy in force has these told. What is sent is that something happened: kind, time, an id of this installation and of the decision, and a fixed sentence; never how you type.',
    webhook: 'Events are posted to {{to}}.',
    email: 'Events are mailed to {{to}}.',
    mail: 'Codes can be mailed by {{to}}, to the address that you confirm yourself.',
    forwards:
      'The policy in force has the log of what happened forwarded: every record of it, as the auditor reads it here, with an id of this installation and your opaque name; no statistics of your timing. Whoever may read it there sees it, as long as it is kept there.',
    hostname: 'With it goes the name that this machine has in the network, by which it may be known whose it is.',
    syslog: 'It is forwarded to the syslog server {{to}}.',
    elastic: 'It is forwarded to Elasticsearch or OpenSearch at {{to}}.',
    otlp: 'It is forwarded to the OpenTelemetry collector at {{to}}.',
  },
  decides: {
    title: 'What it decides, and how to object',
    learn: 'At present nothing: it only learns (mode “learn”).',
    shadow: 'At present nothing: it only writes down what it would have done (mode “shadow”).',
    enforce:
      'Below {{prompt}} points of trust it asks for a one-time code, if you have set that up; below {{lock}}, or if none comes within {{seconds}} seconds, it locks this workstation. Nothing else follows from it by itself.',
    inactivity: 'Apart from that it locks when nobody is there: after {{minutes}} minutes without input.',
    wrong:
      'It is statistics, and can be wrong. The policy has it act only where it expects at most one wrong lock in {{days}} working days of yours.',
    established:
      'It is statistics, and can be wrong. The policy has it act as soon as it has a baseline, however often it may be wrong.',
    object:
      'If it doubts you wrongly: give the code; say “That was me” on the page My data; have it forget what it learned there, or ask for erasure. Your administrator can switch it off for you for some weeks; you do not have to say why.',
  },
  version: 'Version {{version}} of this text.',
  agree: 'I agree',
  disagree: 'I do not agree',
  confirm: 'I have read this',
  required: 'Nothing is judged or learned until you agree. You can take it back at any time.',
  notice: 'The policy of this workstation does not ask for your agreement. Please confirm that you know about it.',
  outdated: 'The text has changed since you answered ({{answer}}, version {{version}}, {{at}}). Please read it again.',
  answered: {
    title: 'Your answer',
    given: 'You agreed',
    confirmed: 'You confirmed that you have read it',
    refused: 'You did not agree',
    detail: '{{answer}}: version {{version}}, in {{language}}, {{at}}.',
    languages: { en: 'English', de: 'German' },
    read: 'Read the text again',
    takeBack: 'Take my agreement back',
    takeBackTitle: 'Take your agreement back?',
    takeBackText:
      'Nothing is judged or learned from then on. What was learned so far stays until you have it forgotten, or ask for erasure on the page My data. Your answer is kept, with its date.',
    objecting:
      'Nothing hangs on this confirmation, so there is nothing to take back. How to object stands in the text.',
  },
};
