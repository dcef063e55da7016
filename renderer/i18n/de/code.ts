import type { code as en } from '../en/code.ts';
import type { Translation } from '../texts.ts';

export const code: Translation<typeof en> = {
  title: 'Einmalcode eingeben',
  why: {
    doubt:
      'Das Tippen oder Zeigen der letzten Minuten sieht nicht nach Ihnen aus. Wenn Sie es sind, zeigen Sie es mit einem Code.',
    unlock: 'Der Arbeitsplatz wurde entsperrt. Zeigen Sie mit einem Code, dass Sie es sind.',
    resume: 'Der Arbeitsplatz war im Ruhezustand. Zeigen Sie mit einem Code, dass Sie es sind.',
    'user-switch':
      'In der Zwischenzeit war die Sitzung einer anderen Person vorn. Zeigen Sie mit einem Code, dass Sie es sind.',
    accommodation: 'Tippen und Zeigen werden zurzeit nicht beurteilt; dafür wird ab und zu ein Code verlangt.',
    'agent-death': 'Samehand wurde zuvor gewaltsam beendet. Zeigen Sie mit einem Code, dass Sie es sind.',
  },
  field: {
    label: 'Einmalcode',
    noneUsable:
      'Zurzeit geht keine Ihrer Methoden. Sehen Sie auf der Seite „Anmeldung und Codes“ nach, oder fragen Sie Ihre Administration.',
    accepted: 'Angenommen wird: {{accepted}}. Leerzeichen und Striche spielen keine Rolle.',
  },
  fault: {
    empty: 'Geben Sie zuerst den Code ein.',
    tooLong: 'Das ist zu lang für einen Code. Geben Sie ihn noch einmal ein.',
    refused: 'Das wurde nicht angenommen. Prüfen Sie es und versuchen Sie es noch einmal.',
  },
  submit: 'Code senden',
  time: {
    label: 'Verbleibende Zeit',
    over: 'Die Zeit ist um',
    spoken: 'Noch {{left}} für den Code.',
  },
  attempts_one: 'Noch ein Versuch. Danach wird der Arbeitsplatz gesperrt.',
  attempts_other: 'Noch {{count}} Versuche. Danach wird der Arbeitsplatz gesperrt.',
  otherwise:
    'Ohne Code wird der Arbeitsplatz gesperrt, sobald die Zeit um ist. Dabei geht nichts verloren: Entsperren Sie ihn wie gewohnt, dann wird wieder nach einem Code gefragt.',
  wait: {
    title: 'Zurzeit wird kein Code geprüft',
    text: 'Zu viele wurden nicht angenommen. Der nächste wird ab {{time}} geprüft.',
    left: '(Noch {{left}}.)',
    tooLong:
      'Bis dahin ist die Zeit für diese Frage um: Der Arbeitsplatz wird gesperrt. Entsperren Sie ihn später wie gewohnt, dann wird wieder nach einem Code gefragt. Die Administration kann Codes sofort wieder zulassen.',
  },
  exhausted: {
    title: 'Es wird kein Code mehr angenommen',
    text: 'So viele wurden nicht angenommen, dass nur noch die Administration hilft: mit der Schaltfläche hier oder, sobald der Arbeitsplatz entsperrt ist, auf der Seite „Anmeldung und Codes“. Bitten Sie sie zu sich.',
  },
  unblock: 'Administration: Codes wieder zulassen',
  mail: {
    send: 'Code per E-Mail anfordern',
    again: 'Noch einen Code anfordern',
    sent: 'Ein Code wurde an {{address}} gesendet. Er gilt bis {{until}}.',
  },
  settled: {
    passed: { title: 'Danke', text: 'Der Code wurde angenommen. Sie können weiterarbeiten.' },
    over: {
      title: 'Der Arbeitsplatz wird gesperrt',
      text: 'Es wurde nicht rechtzeitig ein Code angenommen. Entsperren Sie den Arbeitsplatz wie gewohnt; dann wird wieder nach einem Code gefragt.',
    },
    gone: { title: 'Es wird kein Code verlangt', text: 'Die Frage hat sich erledigt. Sie können weiterarbeiten.' },
    back: 'Zurück zu Samehand',
  },
};
