import type { consent as en } from '../en/consent.ts';
import type { Translation } from '../texts.ts';

export const consent: Translation<typeof en> = {
  title: 'Was Samehand damit macht, wie Sie tippen und zeigen',
  lead: 'Samehand vergleicht, wie Sie tippen und zeigen, mit dem, was es über Sie gelernt hat, um zu bemerken, wenn hier andere Hände arbeiten. Bitte lesen Sie, was das heißt.',
  seen: {
    title: 'Was es sieht',
    keys: 'Jedes Drücken und Loslassen einer Taste, jede Zeigerbewegung, jede Maustaste und jeden Radschritt Ihrer Sitzung, in allen Programmen, mit der Zeit. Auch Kennwörter: Es kann nicht wissen, wohin sie gehen.',
    slots:
      'Welche Taste es war, wird sofort zu einer Nummer ohne Namen und einer Klasse (Art der Taste und Finger). Die Taste selbst geht nicht weiter.',
    memory:
      'Im Arbeitsspeicher hält es die Nummern und Zeiten der letzten 512 Tastendrücke und den Weg der laufenden Zeigerbewegung, bis das Folgende sie überschreibt.',
  },
  kept: {
    title: 'Was aufbewahrt wird',
    features:
      'Statistik Ihrer Zeiten: wie lange Tasten gehalten werden, wie eine der anderen folgt, wie der Zeiger sich bewegt und klickt. Aufbewahrt werden Mittelwerte und Streuungen, nach Nummer der Taste und Paaren von Nummern.',
    sessions:
      'Wie viele Tastendrücke, Klicks und Bewegungen eine Sitzung hatte und wann sie war. In welchen Stunden Sie arbeiten.',
    verdicts: 'Was daraus geschlossen wurde: das Vertrauen, und worauf es beruht.',
    log: 'Ein Protokoll dessen, was geschah: Zweifel, Codes, Sperren, Pausen, Änderungen.',
    honest:
      'Die Nummern der Tasten sind geheim, aber keine Verschlüsselung des Getippten: Wer die geöffnete Datenbank hätte, könnte daraus häufige Tasten erraten und sehen, welche Tastenpaare Sie getippt haben. Deshalb ist sie verschlüsselt; der Schlüssel liegt in Ihrem Schlüsselbund oder, wo es keinen gibt, in einer Datei, die nur Ihr Konto lesen kann.',
  },
  never: {
    title: 'Was nie aufbewahrt wird',
    text: 'Was Sie schreiben, welche Taste Sie gedrückt haben, Ihre Kennwörter.',
    screen: 'Was auf Ihrem Bildschirm ist: kein Bild, kein Fenstertitel, kein Inhalt einer Anwendung.',
    places: 'Wo der Zeiger war.',
    work: 'Wie gut oder wie viel Sie arbeiten: Das wird nicht gemessen oder bewertet. (Die Zahlen oben werden aufbewahrt.)',
    application:
      'Welches Programm Sie benutzen. Die Richtlinie nennt Programme, in denen nichts beurteilt wird; darum wird nach dem vordersten gefragt, verglichen und es dann vergessen.',
    noApplication: 'Welches Programm Sie benutzen: Danach wird nicht gefragt.',
    network:
      'In welchem Netz Sie sind: Die Richtlinie gibt Netzen Gewicht, darum wird eine Prüfsumme aufbewahrt, aus der sich keine Adresse lesen lässt.',
    noNetwork: 'In welchem Netz Sie sind: Danach wird nicht gefragt.',
    record:
      'Ein eigener Befehl, „samehand record“, schreibt Getipptes für Messungen in eine Datei. Er muss in Ihrer Sitzung mit „--consent“ gestartet werden. Der Agent tut das nie.',
  },
  long: {
    title: 'Wie lange',
    windows_one: 'Fenster von Merkmalen: {{count}} Tag.',
    windows_other: 'Fenster von Merkmalen: {{count}} Tage.',
    verdicts_one: 'Was aus jedem geschlossen wurde: {{count}} Tag.',
    verdicts_other: 'Was aus jedem geschlossen wurde: {{count}} Tage.',
    sessions_one: 'Sitzungen: {{count}} Tag.',
    sessions_other: 'Sitzungen: {{count}} Tage.',
    profile: 'Was über Sie gelernt wurde: bis Sie es vergessen lassen oder die Löschung verlangen (Meine Daten).',
    networks_one: 'Netze, als Prüfsummen: {{count}} Tag, nachdem Sie zuletzt dort waren.',
    networks_other: 'Netze, als Prüfsummen: {{count}} Tage, nachdem Sie zuletzt dort waren.',
    log: 'Das Protokoll dessen, was geschah: {{count}} Tage, oder bis es über {{size}} MB wächst; länger, solange es auf die Weiterleitung wartet. Wird Gelerntes gelöscht, bleibt es.',
    copies:
      'Eine Sicherung des Gelernten, die Sie gemacht haben, liegt dort, wo Sie sie hingelegt haben, verschlüsselt mit der Passphrase, die Sie gewählt haben; was Sie hier vergessen oder löschen lassen, bleibt in ihr. Wer beides hat, kann sie auf einem anderen Rechner verwenden.',
  },
  who: {
    title: 'Wer es sieht',
    machine: 'Es wird auf diesem Rechner gespeichert, im Ordner Ihres Kontos.',
    pages:
      'Wer an Ihrer offenen Sitzung sitzt, kann diese Seiten öffnen, wie Sie. Für den Export Ihrer Daten braucht es einen Einmalcode, wenn Sie das eingerichtet haben.',
    administrator:
      'Die Administration sieht an diesem Arbeitsplatz seinen Zustand, seine Einstellungen und was nicht stimmt, und kann die Richtlinie ändern.',
    auditor:
      'Die Prüfung liest an diesem Arbeitsplatz das Protokoll und kann es als Datei exportieren: wann Samehand lief, Zweifel mit dem damaligen Vertrauen, verlangte Codes und ob sie stimmten, Sperren, Pausen und Änderungen. Keine Statistik Ihrer Zeiten.',
    system: 'Wer den Rechner selbst verwaltet, kann am Ende alles darauf lesen, auch dies.',
    nothing:
      'Nichts verlässt diesen Rechner von selbst: Die geltende Richtlinie nennt niemanden, dem etwas mitgeteilt wird, und leitet das Protokoll an niemanden weiter.',
    leaves:
      'Die geltende Richtlinie lässt Folgendes mitteilen. Gesendet wird, dass etwas geschah: Art, Zeit, eine Kennung dieser Installation und der Entscheidung und ein fester Satz; nie, wie Sie tippen.',
    webhook: 'Ereignisse gehen an {{to}}.',
    email: 'Ereignisse gehen per E-Mail an {{to}}.',
    mail: 'Codes können über {{to}} verschickt werden, an die Adresse, die Sie selbst bestätigen.',
    forwards:
      'Die geltende Richtlinie leitet das Protokoll dessen, was geschah, weiter: jeden Eintrag, wie die Prüfung ihn hier liest, mit einer Kennung dieser Installation und Ihrem undurchsichtigen Namen; keine Statistik Ihrer Zeiten. Wer es dort lesen darf, sieht es, solange es dort aufbewahrt wird.',
    hostname:
      'Mit ihm geht der Name, den dieser Rechner im Netz hat; an ihm lässt sich vielleicht erkennen, wessen er ist.',
    syslog: 'Weitergeleitet wird es an den Syslog-Server {{to}}.',
    elastic: 'Weitergeleitet wird es an Elasticsearch oder OpenSearch unter {{to}}.',
    otlp: 'Weitergeleitet wird es an den OpenTelemetry-Collector unter {{to}}.',
  },
  decides: {
    title: 'Was es entscheidet, und wie Sie widersprechen',
    learn: 'Zurzeit nichts: Es lernt nur (Betriebsart „lernen“).',
    shadow: 'Zurzeit nichts: Es schreibt nur auf, was es getan hätte (Schattenbetrieb).',
    enforce:
      'Unter {{prompt}} Punkten Vertrauen verlangt es einen Einmalcode, wenn Sie einen eingerichtet haben; unter {{lock}}, oder wenn binnen {{seconds}} Sekunden keiner kommt, sperrt es diesen Arbeitsplatz. Sonst folgt daraus von selbst nichts.',
    inactivity: 'Außerdem sperrt es, wenn niemand da ist: nach {{minutes}} Minuten ohne Eingabe.',
    wrong:
      'Es ist Statistik und kann irren. Die Richtlinie lässt es nur handeln, wo es höchstens eine falsche Sperre in {{days}} Ihrer Arbeitstage erwartet.',
    established:
      'Es ist Statistik und kann irren. Die Richtlinie lässt es handeln, sobald es eine Grundlage hat, wie oft es auch irren mag.',
    object:
      'Zweifelt es zu Unrecht an Ihnen: Geben Sie den Code ein; sagen Sie auf der Seite „Meine Daten“ „Das war ich“; lassen Sie es dort Gelerntes vergessen, oder verlangen Sie die Löschung. Die Administration kann es für Sie einige Wochen abschalten; Sie müssen nicht sagen, warum.',
  },
  version: 'Fassung {{version}} dieses Textes.',
  agree: 'Ich willige ein',
  disagree: 'Ich willige nicht ein',
  confirm: 'Ich habe das gelesen',
  required: 'Nichts wird beurteilt oder gelernt, bevor Sie einwilligen. Sie können es jederzeit zurücknehmen.',
  notice:
    'Die Richtlinie dieses Arbeitsplatzes verlangt Ihre Einwilligung nicht. Bitte bestätigen Sie, dass Sie davon wissen.',
  outdated:
    'Der Text hat sich geändert, seit Sie geantwortet haben ({{answer}}, Fassung {{version}}, {{at}}). Bitte lesen Sie ihn noch einmal.',
  answered: {
    title: 'Ihre Antwort',
    given: 'Sie haben eingewilligt',
    confirmed: 'Sie haben bestätigt, es gelesen zu haben',
    refused: 'Sie haben nicht eingewilligt',
    detail: '{{answer}}: Fassung {{version}}, auf {{language}}, {{at}}.',
    languages: { en: 'Englisch', de: 'Deutsch' },
    read: 'Den Text noch einmal lesen',
    takeBack: 'Einwilligung zurücknehmen',
    takeBackTitle: 'Einwilligung zurücknehmen?',
    takeBackText:
      'Von da an wird nichts beurteilt oder gelernt. Was bisher gelernt wurde, bleibt, bis Sie es vergessen lassen oder auf der Seite „Meine Daten“ die Löschung verlangen. Ihre Antwort wird mit Datum aufbewahrt.',
    objecting:
      'An dieser Bestätigung hängt nichts, also gibt es nichts zurückzunehmen. Wie Sie widersprechen, steht im Text.',
  },
};
