import type { signIn as en } from '../en/sign-in.ts';
import type { Translation } from '../texts.ts';

export const signIn: Translation<typeof en> = {
  title: 'Anmeldung und Codes',
  intro: 'Woher Ihre Einmalcodes kommen und was die Administration an diesem Arbeitsplatz regelt.',
  tabs: { you: 'Ihre Codes', administrator: 'Für die Administration' },
  forbidden:
    'Die Richtlinie dieses Arbeitsplatzes erlaubt das nicht. Fragen Sie Ihre Administration, wenn Sie es brauchen.',
  confirm: 'Bestätigen',
  copyFailed: 'Es ließ sich nicht kopieren. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  summary: {
    nothing: {
      title: 'Noch ist nichts eingerichtet',
      text: 'Ohne Code können Sie im Zweifel nicht zeigen, dass Sie es sind. Beginnen Sie mit dem Authenticator: Das braucht zwei Minuten und ein Telefon.',
    },
    broken: {
      title: 'Codes gehen zurzeit nicht',
      text: 'Was eingerichtet ist, lässt sich gerade nicht benutzen. Warum, steht darunter; sonst fragen Sie Ihre Administration.',
    },
    reserve: {
      title: 'Zurzeit gehen nur Ersatzcodes',
      text: 'Verbleibende Ersatzcodes: {{count}}. Jeder gilt einmal. Richten Sie einen Authenticator ein, oder sehen Sie unten nach, warum Ihrer nicht geht.',
    },
    noCodes: {
      title: 'Bereit, aber ohne Reserve',
      text: 'Sie können antworten mit: {{methods}}. Für den Tag, an dem das verloren geht, gibt es keine Ersatzcodes: Erzeugen Sie unten welche.',
    },
    fewCodes: {
      title: 'Bereit, aber mit wenig Reserve',
      text: 'Sie können antworten mit: {{methods}}. Verbleibende Ersatzcodes: {{count}}. Erzeugen Sie unten neue.',
    },
    ready: {
      title: 'Alles ist eingerichtet',
      text: 'Sie können antworten mit: {{methods}}. Ersatzcodes in Reserve: {{count}}.',
    },
  },
  authenticator: {
    title: 'Authenticator',
    intro:
      'Eine App auf Ihrem Telefon oder ein Passwortmanager, der alle 30 Sekunden einen neuen Code zeigt. Er braucht kein Netz.',
    none: 'Es ist keiner eingerichtet.',
    since: 'Eingerichtet seit {{date}}.',
    behind:
      'Der zuletzt angenommene Code war {{by}} alt. Wenn Sie ihn nicht spät eingetippt haben, geht die Uhr des Authenticators nach: Stellen Sie sie richtig, bevor Codes abgelehnt werden.',
    ahead:
      'Beim letzten Code ging seine Uhr {{by}} gegenüber diesem Arbeitsplatz vor. Stellen Sie die falsche Uhr richtig, bevor Codes abgelehnt werden.',
    begin: 'Authenticator einrichten',
    replace: 'Ersetzen',
  },
  setUp: {
    scan: '1. Wählen Sie in Ihrem Authenticator „Hinzufügen“ und scannen Sie dieses Bild.',
    picture: 'QR-Code mit dem Geheimnis für den Authenticator. Dasselbe steht darunter als Text.',
    type: 'Wenn Sie es nicht scannen können, tippen Sie stattdessen dieses Geheimnis ein (zeitbasiert, 6 Ziffern):',
    secret: 'das Geheimnis',
    until:
      'Es lässt sich bis {{until}} bestätigen und wird nur hier gezeigt. Bis dahin gilt, was vorher eingerichtet war.',
    code: '2. Tippen Sie den Code ein, den der Authenticator jetzt zeigt',
    stop: 'Einrichten abbrechen',
  },
  email: {
    title: 'Codes per E-Mail',
    intro:
      'Wenn Sie einen Code anfordern, wird er Ihnen gesendet. Gut als zweiter Weg, wenn Sie E-Mails auch anderswo lesen können.',
    none: 'Es ist keine Adresse eingerichtet.',
    since: 'Codes gehen an {{address}}, bestätigt am {{date}}.',
    noServer:
      'Die Richtlinie dieses Arbeitsplatzes nennt keinen Mailserver. Die Administration kann das auf der Seite „Richtlinie“ tun.',
    address: 'E-Mail-Adresse',
    newAddress: 'Neue E-Mail-Adresse',
    faulty: 'Das ist keine E-Mail-Adresse. Sie sieht aus wie name@example.org.',
    begin: 'Code an diese Adresse senden',
    sent: 'Ein Code wurde an {{address}} gesendet. Er gilt bis {{until}}.',
    code: 'Code aus der E-Mail',
  },
  recovery: {
    title: 'Ersatzcodes',
    intro: 'Für den Tag, an dem das Telefon verloren geht: Jeder gilt einmal. Sie entstehen mit der ersten Methode.',
    none: 'Es ist keiner übrig.',
    left_one: 'Einer ist übrig.',
    left_other: 'Übrig: {{count}}.',
    notYet: 'Sie stehen für eine andere Methode ein: Richten Sie zuerst einen Authenticator ein.',
    renew: 'Neue Codes erzeugen',
    sure: {
      title: 'Neue Ersatzcodes erzeugen?',
      text: 'Alle alten gelten sofort nicht mehr, auch die auf Papier.',
    },
  },
  newCodes: {
    title: 'Ihre Ersatzcodes für Samehand',
    text: 'Sie werden nur dieses eine Mal gezeigt. Drucken oder speichern Sie sie, und bewahren Sie sie dort auf, wo Sie sie auch ohne diesen Arbeitsplatz finden.',
    made: 'Erzeugt am {{at}}. Alle früheren gelten nicht mehr.',
    advice:
      'Jeder gilt einmal, anstelle eines Einmalcodes. Bewahren Sie sie auf wie einen Schlüssel, nicht am Arbeitsplatz.',
    save: 'Als Textdatei speichern',
    kept: 'Ich habe sie aufbewahrt',
    leave: {
      title: 'Ohne die Ersatzcodes verlassen?',
      text: 'Sie werden nicht noch einmal gezeigt. Haben Sie sie nicht aufbewahrt, müssen Sie neue erzeugen.',
      doIt: 'Verlassen',
    },
  },
  remove: {
    button: 'Entfernen',
    doIt: 'Entfernen',
    authenticator: {
      button: 'Authenticator entfernen',
      title: 'Authenticator entfernen?',
      text: 'Seine Codes gelten nicht mehr. Ist er die einzige Methode, verschwinden auch die Ersatzcodes, und ein Zweifel lässt sich dann nicht mit einem Code beantworten.',
    },
    email: {
      button: 'E-Mail-Adresse entfernen',
      title: 'E-Mail-Adresse entfernen?',
      text: 'Es werden keine Codes mehr gesendet. Ist sie die einzige Methode, verschwinden auch die Ersatzcodes, und ein Zweifel lässt sich dann nicht mit einem Code beantworten.',
    },
    'recovery-code': {
      button: 'Ersatzcodes entfernen',
      title: 'Ersatzcodes entfernen?',
      text: 'Alle gelten sofort nicht mehr. Haben Sie keine andere Methode zur Hand, hilft dann nur die Administration.',
    },
  },
  network: {
    title: 'Netze',
    intro:
      'In einem Netz, in dem Sie oft arbeiten, gelten die Umstände als vertraut. Ein Netz ist nur als Prüfsumme bekannt; sein Name und seine Adressen werden nicht aufbewahrt.',
    notLookedAt: 'Die Richtlinie gibt Netzen kein Gewicht; darum sieht Samehand sie sich nicht an.',
    noneNow: 'Der Arbeitsplatz ist in keinem Netz, das sich von anderen unterscheiden ließe.',
    nowTrusted: 'Sie sind im Netz {{id}}; ihm wird vertraut.',
    nowStrange:
      'Sie sind im Netz {{id}}; ihm wird noch nicht vertraut: {{sessions}} von {{needed}} bestätigten Sitzungen. Ein vertrautes Netz lockert nichts; es ist nur nicht mehr fremd.',
    trust: 'Diesem Netz vertrauen',
    table: 'Bekannte Netze',
    id: 'Netz',
    state: 'Vertrauen',
    sessions: 'Bestätigte Sitzungen',
    lastSeen: 'Zuletzt gesehen',
    isCurrent: '(jetzt)',
    states: { trusted: 'vertraut', awaits: 'wartet auf Ihre Bestätigung', strange: 'fremd' },
    forget: 'Vergessen',
    forgetOne: 'Netz {{id}} vergessen',
  },
  roles: {
    title: 'Administration und Prüfung',
    intro: 'Zwei Rollen mit je einer Passphrase. Wer sie kennt, hat an diesem Arbeitsplatz die Rolle.',
    first: {
      title: 'Noch gibt es keine Administration',
      text: 'Wer die erste Passphrase setzt, hat danach die Administration, ohne weiteren Nachweis. Von da an lässt sich die Richtlinie nur noch mit ihr ändern, ebenso Ausnahmen und blockierte Codes. Sie lässt sich nicht wiederherstellen: Geht sie verloren, kann nur eine verwaltete Richtlinie eine andere nennen. Bewahren Sie sie im Passwortmanager des Unternehmens auf.',
    },
    administrator: {
      title: 'Administration',
      may: 'Ändert die Richtlinie, gewährt Ausnahmen, lässt blockierte Codes wieder zu, hinterlegt Geheimnisse.',
      set: 'Passphrase der Administration setzen',
      change: 'Passphrase der Administration ändern',
      passphrase: 'Neue Passphrase der Administration',
      saved: 'Die Passphrase der Administration ist gesetzt. Früher erteilte Nachweise gelten nicht mehr.',
    },
    auditor: {
      title: 'Prüfung',
      may: 'Liest, prüft und exportiert das Protokoll. Solange es sie nicht gibt, tut das die Administration.',
      set: 'Passphrase der Prüfung setzen',
      change: 'Passphrase der Prüfung ändern',
      passphrase: 'Neue Passphrase der Prüfung',
      saved: 'Die Passphrase der Prüfung ist gesetzt. Früher erteilte Nachweise gelten nicht mehr.',
    },
    states: {
      none: 'Es ist keine Passphrase gesetzt.',
      local: 'An diesem Arbeitsplatz ist eine Passphrase gesetzt.',
      managed: 'Die Passphrase steht in der verwalteten Richtlinie und lässt sich hier nicht ändern.',
    },
    administratorFirst: 'Zuerst muss es eine Administration geben.',
    length:
      'Zeichen: {{count}}, mindestens {{least}}. Auf die Länge kommt es an: Mehrere Wörter sind besser als Sonderzeichen.',
    again: 'Dieselbe noch einmal',
    fault: {
      short: 'Das ist zu kurz. Nehmen Sie mehrere Wörter.',
      long: 'Das ist zu lang.',
      different: 'Die beiden sind nicht gleich. Tippen Sie die Passphrase noch einmal.',
    },
  },
  unblock: {
    title: 'Blockierte Codes',
    intro: 'Nach abgelehnten Codes gibt es eine Wartezeit, und nach 100 hintereinander hilft nur die Administration.',
    failures_one: 'Seit dem letzten angenommenen Code wurde einer abgelehnt. Codes werden angenommen.',
    failures_other: 'Seit dem letzten angenommenen Code abgelehnt: {{count}}. Codes werden angenommen.',
    blocked_one: 'Ein Code wurde abgelehnt. Der nächste wird ab {{until}} geprüft.',
    blocked_other: '{{count}} Codes hintereinander wurden abgelehnt. Der nächste wird ab {{until}} geprüft.',
    exhausted_one: 'Ein Code wurde abgelehnt. Es wird keiner mehr angenommen.',
    exhausted_other: '{{count}} Codes hintereinander wurden abgelehnt. Es wird keiner mehr angenommen.',
    doIt: 'Codes wieder zulassen',
    done: 'Codes werden wieder angenommen, und es wird keiner mehr geschuldet.',
  },
  accommodation: {
    title: 'Ausnahme',
    intro:
      'Bei einer Verletzung oder unterstützender Technik: Eine Zeit lang wird kein Tippen und Zeigen beurteilt oder gelernt.',
    meaning: 'Bis dahin wird kein Tippen und Zeigen beurteilt oder gelernt; dafür stehen Codes und Untätigkeit ein.',
    terms:
      'Währenddessen wird je {{hours}} Arbeit ein Code verlangt, und nach {{inactivity}} ohne Eingabe wird der Arbeitsplatz gesperrt.',
    noReason:
      'Für einen Grund ist absichtlich kein Platz: Warum jemand sie braucht, sind Gesundheitsdaten, und davon soll hier nichts gespeichert werden.',
    none: 'Zurzeit gibt es keine.',
    running: 'Eine Ausnahme läuft bis {{until}}.',
    days: 'Tage von heute an',
    faulty: 'Nötig ist eine ganze Zahl von 1 bis {{most}}.',
    result: 'Sie würde am {{date}} enden. Sie lässt sich erneut gewähren.',
    grant: 'Gewähren',
    grantAnew: 'Von heute an neu gewähren',
    end: 'Jetzt beenden',
    sure: {
      title: 'Ausnahme beenden?',
      text: 'Tippen und Zeigen werden sofort wieder beurteilt, nach dem, was vorher gelernt wurde.',
    },
  },
  secrets: {
    title: 'Geheimnisse',
    intro:
      'Sie liegen bei den Schlüsseln dieser Installation und werden nicht wieder gezeigt. Ein neues tritt an die Stelle des alten.',
    smtp: {
      label: 'Passwort des Mailservers',
      unused: 'Die Richtlinie nennt keinen Mailserver mit Anmeldung; es wird aufbewahrt, bis einer genannt ist.',
    },
    webhook: {
      label: 'Geheimnis des Webhooks (whsec_…)',
      unused: 'Die Richtlinie nennt keinen Webhook; es wird aufbewahrt, bis einer genannt ist.',
    },
    elastic: {
      label: 'Passwort oder API-Schlüssel für Elasticsearch oder OpenSearch',
      unused: 'Die Richtlinie leitet dorthin nichts weiter; es wird aufbewahrt, bis sie es tut.',
    },
    otlp: {
      label: 'Token für den OpenTelemetry-Collector',
      unused: 'Die Richtlinie leitet dorthin nichts weiter; es wird aufbewahrt, bis sie es tut.',
    },
    fault: { empty: 'Geben Sie es zuerst ein.', long: 'Das ist zu lang: höchstens 1.000 Zeichen.' },
    saved: 'Es ist hinterlegt.',
  },
  notifications: {
    title: 'Benachrichtigungen',
    intro:
      'Wer von Ereignissen erfährt: nach Art, Zeit und Rechner, nie mit Verhalten. Von welchen, steht in der Richtlinie.',
    channels: { desktop: 'Auf dem Bildschirm', webhook: 'Webhook', email: 'Per E-Mail' },
    on: 'Von der Richtlinie eingeschaltet.',
    off: 'In der Richtlinie nicht genannt.',
    last: 'Zuletzt zugestellt am {{at}}.',
    waiting_one: 'Eine wartet.',
    waiting_other: '{{count}} warten.',
    dropped_one: 'Eine wurde aufgegeben.',
    dropped_other: '{{count}} wurden aufgegeben.',
    failed: 'Der letzte Versuch ist gescheitert',
    next: 'Um {{at}} wird es erneut versucht.',
    test: 'Test senden',
    testOf: 'Test senden: {{name}}',
    sent: 'Der Test wurde gesendet',
    notSent: 'Der Test wurde nicht gesendet',
  },
};
