/** Jede Einstellung der Richtlinie nach ihrem Pfad: ihr Name, und was sie bedeutet. */
interface FieldText {
  readonly label: string;
  readonly description: string;
}

const field = (label: string, description: string): FieldText => ({ label, description });

export const POLICY_FIELDS: Readonly<Record<string, FieldText>> = {
  general: field('Betriebsart und Schwellen', ''),
  mode: field(
    'Betriebsart',
    'Lernen: nur sammeln. Schattenbetrieb: bewerten und festhalten, was geschehen wäre. Durchsetzen: handeln, sobald die Grundlage steht.',
  ),
  enforceWhen: field(
    'Handeln ab',
    'Im Rahmen: erst handeln, wenn die geschätzten Fehlsperren dieser Person das Erlaubte einhalten. Angelernt: handeln, sobald es eine Grundlage gibt.',
  ),
  falseLockBudgetPerDay: field(
    'Geduldete Fehlsperren',
    'Wie viele Fehlsperren eine Person an einem Arbeitstag hinnehmen muss (0,1: eine in zehn Arbeitstagen).',
  ),
  actionsPerDay: field(
    'Handlungen an einem Arbeitstag',
    'Tastenanschläge und Zeigerhandlungen an einem Arbeitstag, um das Geduldete in eine Rate umzurechnen.',
  ),
  promptBelow: field('Code verlangen unter', 'Vertrauen (0–100), unter dem ein Einmalcode verlangt wird.'),
  lockBelow: field('Sperren unter', 'Vertrauen (0–100), unter dem der Arbeitsplatz gesperrt wird.'),
  enrolment: field('Anlernen', 'Wie viel gelernt wird, bevor etwas entschieden wird, und wie das Lernen weitergeht.'),
  'enrolment.keyboardWindows': field(
    'Tastaturfenster für die Grundlage',
    'Tastaturfenster, bevor eine Grundlage entsteht.',
  ),
  'enrolment.pointerWindows': field('Zeigerfenster für die Grundlage', 'Zeigerfenster, bevor eine Grundlage entsteht.'),
  'enrolment.maxWindows': field(
    'Aufbewahrte Fenster',
    'Fenster, die je Person und für Tippen und Zeigen einzeln zum Lernen aufbewahrt werden.',
  ),
  'enrolment.retrainAfterWindows': field(
    'Neu lernen nach Fenstern',
    'Neue vertrauenswürdige Fenster, nach denen die Modelle neu gelernt werden.',
  ),
  'enrolment.retrainAfterHours': field(
    'Neu lernen nach Stunden',
    'Stunden, nach denen neue vertrauenswürdige Fenster gelernt werden, auch wenn es wenige sind.',
  ),
  'enrolment.learnAbove': field('Lernen ab', 'Vertrauen, von dem an ein Fenster gelernt werden darf.'),
  learning: field(
    'Nachlernen',
    'Wie ein angelerntes Profil der Person folgt. Wofür niemand bürgt, wartet in Quarantäne und wird nie gelernt.',
  ),
  'learning.anchorIdleMinutes': field(
    'Entsperren oder Code bürgt bis zu einer Abwesenheit von',
    'Eine Abwesenheit ohne Eingabe, in Minuten, nach der ein Entsperren oder ein bestandener Code nicht mehr für das Gesehene bürgt: Es wird bis zum nächsten nicht gelernt.',
  ),
  'learning.keystrokesAtOnce': field(
    'Zusammen gelernte Anschläge',
    'Tastenanschläge, die zusammen gelernt werden, wenn das Vertrauen seit dem letzten Entsperren oder Code nie gefallen ist.',
  ),
  'learning.pointerActionsAtOnce': field(
    'Zusammen gelernte Zeigerhandlungen',
    'Zeigerhandlungen, die unter derselben Bedingung zusammen gelernt werden.',
  ),
  'learning.mostShare': field(
    'Höchstes Gewicht auf einmal',
    'Höchstes Gewicht, als Anteil am Ganzen, das auf einmal Gelerntes in einem angelernten Profil haben darf.',
  ),
  'learning.mostShareAfterCode': field(
    'Höchstes Gewicht nach einem Code',
    'Dasselbe für das, wofür ein bestandener Code gebürgt hat, obwohl das Vertrauen gefallen war.',
  ),
  pause: field('Pausieren', 'Eine Pause wird protokolliert und endet von selbst.'),
  'pause.allowed': field('Beschäftigte dürfen pausieren', 'Ob die Person das Wachen anhalten darf.'),
  'pause.maxMinutes': field('Längste Pause', 'Längste Pause, in Minuten.'),
  'pause.needs': field(
    'Was eine Pause braucht',
    'Was zum Pausieren nötig ist. Solange niemand eine Methode oder Passphrase eingerichtet hat: nichts.',
  ),
  retention: field('Aufbewahrung', 'Wie lange Gespeichertes aufbewahrt wird.'),
  'retention.windowDays': field('Merkmalsfenster', 'Tage, die Merkmalsfenster aufbewahrt werden.'),
  'retention.verdictDays': field('Bewertungen', 'Tage, die Bewertungen aufbewahrt werden.'),
  'retention.sessionDays': field('Sitzungen', 'Tage, die Zusammenfassungen von Sitzungen aufbewahrt werden.'),
  'retention.auditDays': field(
    'Protokoll',
    'Tage, die Einträge des Protokolls aufbewahrt werden. Was noch nicht weitergeleitet ist, bleibt.',
  ),
  'retention.auditMegabytes': field(
    'Größtes Protokoll',
    'Größe des Protokolls, in MB, über der seine ältesten Einträge entfernt werden, auch wenn sie jünger sind.',
  ),
  'retention.networkDays': field('Netze', 'Tage, nach denen ein Netz, das nicht wieder gesehen wurde, vergessen wird.'),
  'retention.logDays': field('Eigenes Log des Programms', 'Tage, die das eigene Log des Programms aufbewahrt wird.'),
  privacy: field('Datenschutz', 'Was Beschäftigte gefragt werden, bevor etwas gelernt wird.'),
  'privacy.consent': field(
    'Was Beschäftigte gefragt werden',
    'Hinweis: Beschäftigten wird gesagt, was beobachtet wird, und sie bestätigen es. Einwilligung: Nichts wird bewertet oder gelernt, bis sie zustimmen.',
  ),
  stepUp: field(
    'Einmalcodes',
    'Was verlangt wird, wenn die Hände Zweifel wecken. Nach abgelehnten Codes ist 30 s zu warten, jedes Mal doppelt so lange bis zu einer Stunde; nach 100 in Folge hilft nur die Administration.',
  ),
  'stepUp.methods': field('Methoden', 'Methoden, die Beschäftigte einrichten und benutzen dürfen.'),
  'stepUp.promptSeconds': field(
    'Zeit für eine Antwort',
    'Wie lange auf einen Code gewartet wird, in Sekunden. Dann wird der Arbeitsplatz gesperrt.',
  ),
  'stepUp.failuresBeforeLock': field(
    'Abgelehnte Codes bis zur Sperre',
    'Abgelehnte Codes in Folge, nach denen der Arbeitsplatz gesperrt wird.',
  ),
  'stepUp.emailDomains': field(
    'Domänen für Codes per E-Mail',
    'Domänen, an die Codes gemailt werden dürfen; keine genannt: alle.',
  ),
  session: field(
    'Sitzung',
    'Regeln der Sitzung, die kein Modell brauchen. Codes werden nur verlangt, wo eine Methode eingerichtet ist.',
  ),
  'session.inactivityLockSeconds': field(
    'Sperre nach Untätigkeit von',
    'Sekunden ohne Eingabe, nach denen der Arbeitsplatz gesperrt wird. Was das System selbst eingestellt hat, wird nie verlängert.',
  ),
  'session.codeAfterUnlock': field(
    'Code nach dem Entsperren',
    'Ob nach dem Entsperren ein Code verlangt wird. Nach Zweifel: wenn ein Zweifel offen blieb oder Codes abgelehnt wurden.',
  ),
  'session.codeAfterResume': field('Code nach dem Aufwachen', 'Dasselbe, wenn der Rechner aufwacht.'),
  'session.codeAfterUserSwitch': field(
    'Code nach einem Benutzerwechsel',
    'Dasselbe, wenn diese Sitzung nach der einer anderen Person auf den Bildschirm zurückkehrt.',
  ),
  quit: field('Beenden', 'Das Beenden des Agenten.'),
  'quit.needs': field(
    'Was das Beenden braucht',
    'Was zum Beenden des Agenten nötig ist. Solange niemand eine Methode oder Passphrase eingerichtet hat: nichts. Ein gewaltsames Ende gilt als Absturz.',
  ),
  guard: field(
    'Wächter',
    'Hauptprozess und Sensor überwachen einander. Wer übrig bleibt, startet den anderen wieder und schreibt auf, warum.',
  ),
  'guard.onAgentDeath': field(
    'Wenn ein Prozess gewaltsam endet',
    'Was der überlebende Prozess dann tut, wo der Agent nach seinen Urteilen handeln würde.',
  ),
  roles: field(
    'Rollen',
    'Administration und Prüfung. Ohne einen Hash hier wird die Passphrase einer Rolle am Arbeitsplatz gesetzt.',
  ),
  'roles.administrator': field(
    'Passphrase der Administration (Hash)',
    'Passphrase der Administration, wie „samehand role hash“ sie ausgibt. Hier gesetzt, kann sie am Arbeitsplatz nicht geändert werden.',
  ),
  'roles.auditor': field('Passphrase der Prüfung (Hash)', 'Dasselbe für die Prüfung.'),
  'roles.grantMinutes': field(
    'Ein Nachweis gilt',
    'Minuten, für die ein Nachweis, wer man ist, besondere Aufrufe erlaubt.',
  ),
  accommodation: field(
    'Ausnahme für Beschäftigte',
    'Bei einer Verletzung oder mit Hilfsmitteln: Tippen und Zeigen werden weder bewertet noch gelernt; Codes und Untätigkeit treten an ihre Stelle. Ein Grund wird nicht festgehalten.',
  ),
  'accommodation.maxDays': field('Längste Ausnahme', 'Längste Ausnahme, in Tagen. Sie kann wieder gewährt werden.'),
  'accommodation.inactivityLockSeconds': field(
    'Sperre nach Untätigkeit von, solange sie gilt',
    'Sekunden ohne Eingabe bis zur Sperre, solange sie gilt.',
  ),
  'accommodation.codeEveryHours': field(
    'Code nach Arbeit von, solange sie gilt',
    'Stunden Arbeit, nach denen ein Code verlangt wird, solange sie gilt.',
  ),
  network: field(
    'Netzwerk',
    'Vertrauen in das Netzwerk des Rechners, erkannt an einem Hash von Gateway und Anschluss. Nichts davon wird angesehen, solange das Gewicht des Netzwerks 0 ist.',
  ),
  'network.sessionsToTrust': field(
    'Sitzungen bis zum Vertrauen',
    'Bestätigte Sitzungen, bevor einem Netzwerk vertraut werden kann.',
  ),
  'network.confirm': field(
    'Was das Vertrauen braucht',
    'Was dann noch nötig ist: ein in diesem Netzwerk bestandener Code, oder nichts weiter.',
  ),
  weights: field(
    'Gewichte der Umstände',
    'Anteile am Gesamtwert. Er liegt nie über dem Vertrauen in das Verhalten: Fremde Umstände verschärfen, vertraute lockern nichts. Sie zehren von derselben Duldung für Fehlsperren.',
  ),
  'weights.behaviour': field('Verhalten', 'Gewicht dessen, wie jemand tippt und zeigt.'),
  'weights.network': field('Netzwerk', 'Gewicht des Netzwerks: wie fremd es ist.'),
  'weights.timeOfDay': field('Tageszeit', 'Gewicht der Tageszeit: wie ungewöhnlich sie für diese Person ist.'),
  times: field('Regeln nach Tageszeit', 'Regeln nach Tageszeit: Die erste, die zutrifft, zählt.'),
  'times.days': field('Tage', 'Tage, an denen sie beginnt.'),
  'times.from': field('Von', 'Ortszeit, ab der sie gilt.'),
  'times.to': field('Bis', 'Ortszeit, bis zu der sie gilt; früher als „Von“: bis zum nächsten Tag.'),
  'times.mode': field('Betriebsart in dieser Zeit', 'Betriebsart in dieser Zeit; keine: unverändert.'),
  'times.scoring': field('In dieser Zeit bewerten', 'Ob in dieser Zeit etwas bewertet wird.'),
  applications: field(
    'Ausgenommene Anwendungen',
    'Anwendungen, in denen nichts bewertet wird, etwa Spiele oder entfernte Arbeitsplätze. Welche Anwendung vorn ist, wird nur angesehen, wenn es welche gibt.',
  ),
  'applications.id': field(
    'Hash der Kennung',
    'Hash der Kennung der Anwendung, wie „samehand policy app-id“ ihn ausgibt.',
  ),
  'applications.note': field('Anmerkung', 'Für Menschen: welche Anwendung es ist.'),
  mail: field('Ausgehende E-Mail', 'Ausgehende E-Mail für Codes und Meldungen; ohne sie wird keine gesendet.'),
  'mail.host': field('Server', 'SMTP-Server.'),
  'mail.port': field('Port', 'Sein Port.'),
  'mail.security': field(
    'Verschlüsselung',
    'TLS: von Anfang an verschlüsselt. STARTTLS: nach der Begrüßung; bietet der Server es nicht an, wird abgebrochen.',
  ),
  'mail.user': field('Anmeldename', 'Anmeldename; sein Passwort wird mit „samehand secret set smtp“ gesetzt.'),
  'mail.from': field('Absender', 'Adresse, von der gesendet wird.'),
  'mail.caFile': field(
    'Zertifikatsdatei',
    'Datei mit den Zertifikaten (PEM) einer firmeneigenen Zertifizierungsstelle.',
  ),
  'mail.timeoutSeconds': field('Längste Wartezeit', 'Längste Wartezeit auf den Server bei jedem Schritt, in Sekunden.'),
  notifications: field(
    'Meldungen',
    'Wem was gesagt wird. Eine Meldung enthält ihre Art, Zeit, den Rechner und die Entscheidung, nie das Verhalten.',
  ),
  'notifications.desktop': field(
    'Auf dem Bildschirm',
    'Ereignisse, die der Person auf dem Bildschirm gemeldet werden; der Zweifel selbst immer.',
  ),
  'notifications.webhook': field(
    'Webhook',
    'Sendet Ereignisse an eine Adresse, nach „Standard Webhooks“ mit dem Geheimnis von „samehand secret set webhook“ unterschrieben.',
  ),
  'notifications.webhook.url': field('Adresse', 'Adresse, an die gesendet wird.'),
  'notifications.webhook.kinds': field('Ereignisse für den Webhook', 'Arten von Ereignissen, die gemeldet werden.'),
  'notifications.email': field('Per E-Mail', 'Mailt Ereignisse; ohne Empfänger keine.'),
  'notifications.email.to': field('Empfänger', 'Adressen der Empfänger.'),
  'notifications.email.kinds': field('Ereignisse per E-Mail', 'Arten von Ereignissen, die gemeldet werden.'),
  'notifications.keepDays': field(
    'Nicht Zugestelltes wird aufbewahrt',
    'Tage, für die ein Ereignis, das nicht zugestellt werden kann, aufbewahrt und wieder versucht wird.',
  ),
  forwarding: field(
    'Weiterleitung des Protokolls',
    'Weiterleitung des Protokolls: jeder Eintrag, der von da an geschrieben wird, der Reihe nach, mindestens einmal. Es enthält Entscheidungen und Zustände, nie Eingaben oder Verhalten, und die Person nur als undurchsichtigen Hash.',
  ),
  'forwarding.hostname': field(
    'Rechner nennen',
    'Ob weitergeleitete oder exportierte Einträge den Rechner nennen, wie das Netz es tut; seine Kennung ist immer dabei.',
  ),
  'forwarding.syslog': field('Syslog über TLS', 'Sendet jeden Eintrag an einen Syslog-Server; ohne ihn keinen.'),
  'forwarding.syslog.host': field('Server', 'Server, der Syslog über TLS (RFC 5425) annimmt.'),
  'forwarding.syslog.port': field('Port', 'Sein Port.'),
  'forwarding.syslog.format': field(
    'Format',
    'Wie die Nachricht geschrieben wird; um sie herum steht der Kopf nach RFC 5424.',
  ),
  'forwarding.syslog.caFile': field(
    'Zertifikatsdatei',
    'Datei mit den Zertifikaten (PEM) einer firmeneigenen Zertifizierungsstelle.',
  ),
  'forwarding.syslog.certificateFile': field(
    'Datei mit dem Zertifikat dieses Rechners',
    'Datei mit dem eigenen Zertifikat dieses Rechners (PEM), wo der Server eines verlangt.',
  ),
  'forwarding.syslog.keyFile': field('Datei mit dem Schlüssel dazu', 'Datei mit dem Schlüssel dazu (PEM).'),
  'forwarding.elastic': field(
    'Elasticsearch oder OpenSearch',
    'Sendet jeden Eintrag an die Bulk-Schnittstelle von Elasticsearch oder OpenSearch; ohne sie keinen.',
  ),
  'forwarding.elastic.url': field('Adresse', 'Adresse von Elasticsearch oder OpenSearch, ohne /_bulk.'),
  'forwarding.elastic.index': field('Index', 'Index, Alias oder Datenstrom.'),
  'forwarding.elastic.format': field('Format', 'Wie Dokumente geschrieben werden.'),
  'forwarding.elastic.user': field(
    'Anmeldename',
    'Anmeldename; sein Passwort wird mit „samehand secret set elastic“ gesetzt. Ohne ihn gilt, was dort gesetzt ist, als API-Schlüssel.',
  ),
  'forwarding.elastic.caFile': field(
    'Zertifikatsdatei',
    'Datei mit den Zertifikaten (PEM) einer firmeneigenen Zertifizierungsstelle.',
  ),
  'forwarding.otlp': field(
    'OpenTelemetry',
    'Sendet jeden Eintrag an einen OpenTelemetry-Collector; ohne ihn keinen. Was „samehand secret set otlp“ gesetzt hat, geht als Bearer-Token mit.',
  ),
  'forwarding.otlp.url': field(
    'Adresse',
    'Adresse, die OpenTelemetry-Logs über HTTP annimmt, mit ihrem Pfad (/v1/logs).',
  ),
  'forwarding.otlp.caFile': field(
    'Zertifikatsdatei',
    'Datei mit den Zertifikaten (PEM) einer firmeneigenen Zertifizierungsstelle.',
  ),
};
