export const code = {
  title: 'Enter a one-time code',
  why: {
    doubt: 'The typing or pointing of the last minutes does not look like yours. If it is you, show it with a code.',
    unlock: 'The workstation was unlocked. Show with a code that it is you.',
    resume: 'The workstation was asleep. Show with a code that it is you.',
    'user-switch': 'Somebody else’s session was in front meanwhile. Show with a code that it is you.',
    accommodation: 'Typing and pointing are not judged at present; a code from time to time stands in for that.',
    'agent-death': 'Samehand was ended by force before. Show with a code that it is you.',
  },
  field: {
    label: 'One-time code',
    noneUsable:
      'None of your methods works at present. Look at the page “Sign-in and step-up”, or ask your administrator.',
    accepted: 'Accepted: {{accepted}}. Spaces and dashes do not matter.',
  },
  fault: {
    empty: 'Type the code first.',
    tooLong: 'That is too long for a code. Type it again.',
    refused: 'That was not accepted. Check it and try again.',
  },
  submit: 'Send the code',
  time: {
    label: 'Time left',
    over: 'The time is over',
    spoken: '{{left}} left for the code.',
  },
  attempts_one: 'One attempt left. After that the workstation locks.',
  attempts_other: '{{count}} attempts left. After that the workstation locks.',
  otherwise:
    'Without a code the workstation locks when the time is over. Nothing is lost: unlock it as usual, and a code is asked for again.',
  wait: {
    title: 'No code is looked at for a while',
    text: 'Too many were not accepted. The next is looked at from {{time}} on.',
    left: '({{left}} left.)',
    tooLong:
      'That is after the time of this question: the workstation will lock. Unlock it later as usual, and a code is asked for again. An administrator can allow codes at once.',
  },
  exhausted: {
    title: 'No code is taken any more',
    text: 'So many were not accepted that only an administrator helps: with the button here, or on the page “Sign-in and step-up” once the workstation is unlocked. Ask them to come.',
  },
  unblock: 'Administrator: allow codes again',
  mail: {
    send: 'Mail me a code',
    again: 'Mail me another code',
    sent: 'A code was mailed to {{address}}. It can be used until {{until}}.',
  },
  settled: {
    passed: { title: 'Thank you', text: 'The code was accepted. You can go on working.' },
    over: {
      title: 'The workstation locks',
      text: 'No code was accepted in time. Unlock the workstation as usual; a code is asked for again.',
    },
    gone: { title: 'No code is asked for', text: 'The question is settled. You can go on working.' },
    back: 'Back to Samehand',
  },
};
