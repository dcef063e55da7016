import type { help as en } from '../en/help.ts';
import type { Translation } from '../texts.ts';

export const help: Translation<typeof en> = {
  title: 'Hilfe',
  intro: 'Was Samehand ist, was seine Zeichen bedeuten und was zu tun ist, wenn etwas nicht stimmt.',
  what: {
    title: 'Was Samehand ist',
    learns:
      'Samehand lernt, wie Sie tippen und zeigen: wie lange Tasten gehalten werden, wie eine der anderen folgt, wie sich der Zeiger bewegt.',
    compares:
      'Den ganzen Tag vergleicht es die Hände am Arbeitsplatz damit, um zu bemerken, wenn es die einer anderen Person sind.',
    acts: 'Zweifelt es, verlangt es einen Einmalcode, und sperrt den Arbeitsplatz, wenn keiner kommt.',
    never:
      'Es bewahrt keinen Text, keine Tasten und nichts von Ihrem Bildschirm auf, und es misst nicht, wie gut oder wie viel Sie arbeiten.',
    stays: 'Was es lernt, bleibt auf diesem Rechner; Sie können es sehen, mitnehmen und vergessen lassen.',
    more: 'Was genau gesehen und aufbewahrt wird, steht auf der Seite',
  },
  signs: {
    title: 'Was die Zeichen bedeuten',
    intro:
      'Das Zeichen steht oben in diesem Fenster; der Infobereich zeigt dieselben Zustände und sagt sie in Worten, wenn Sie darauf zeigen.',
    columns: { sign: 'Zeichen', meaning: 'Was es bedeutet' },
    starting: 'Es startet und sieht Sie gleich.',
    learning: 'Es lernt Sie kennen und entscheidet noch nichts.',
    watching: 'Es sieht Sie und hält diese Hände für Ihre.',
    doubtful: 'Es hält diese Hände zurzeit nicht für Ihre. Vielleicht verlangt es einen Code.',
    locked: 'Der Arbeitsplatz ist gesperrt. Nichts wird beurteilt.',
    paused: 'Jemand hat eine Pause begonnen. Nichts wird beurteilt, bis sie von selbst endet.',
    accommodated:
      'Die Administration hat Sie für eine Zeit von der Beurteilung ausgenommen. Dafür gibt es Codes, und die Sperre, wenn niemand da ist.',
    excluded: 'In dieser Anwendung oder zu dieser Zeit wird laut Richtlinie nichts beurteilt.',
    unconsented:
      'Die Richtlinie verlangt Ihre Einwilligung, und Sie haben sie nicht gegeben. Nichts wird beurteilt oder gelernt.',
    degraded:
      'Etwas hindert es, alles zu sehen: Hier könnte jemand unbemerkt arbeiten. Sehen Sie in der Diagnose nach.',
  },
  locked: {
    title: 'Es hat gesperrt, obwohl Sie es waren',
    unlock:
      'Entsperren Sie wie immer. Steht ein Code aus, werden Sie danach gefragt; dann ist das Vertrauen wieder da.',
    claim:
      'Sagen Sie auf der Seite „Meine Daten“ neben dem Zweifel „Das war ich“. Es zählt als Fehlalarm, und wer die Richtlinie bestimmt, kann es sehen.',
    often:
      'Geschieht es oft, sagen Sie es der Administration: Neu anlernen hilft, oder eine Zeit, in der es nur aufschreibt.',
    hurt: 'Eine verletzte Hand, eine andere Tastatur, Hilfsmittel: Die Administration kann es für Sie einige Wochen abschalten. Sie müssen nicht sagen, warum.',
  },
  lost: {
    title: 'Der Authenticator ist verloren, oder Codes werden abgelehnt',
    recovery:
      'Nehmen Sie einen Ihrer Ersatzcodes; jeder gilt einmal. Ein Code per E-Mail geht auch, wenn Sie das eingerichtet haben.',
    renew:
      'Richten Sie danach auf der Seite „Anmeldung und Codes“ einen neuen Authenticator ein, und erneuern Sie die Ersatzcodes.',
    clock: 'Werden richtige Codes abgelehnt, geht eine Uhr falsch: Jene Seite sagt, um wie viel.',
    none: 'Ist gar nichts mehr da, muss die Administration Codes wieder zulassen oder das Verfahren entfernen.',
    wait: 'Nach abgelehnten Codes müssen Sie warten, jedes Mal länger, bis zu einer Stunde. Nach hundert nacheinander hilft nur die Administration.',
  },
  pause: {
    title: 'Eine Weile nicht bewacht werden',
    how: 'Beginnen Sie eine Pause auf der Seite „Status“ oder im Infobereich, solange die Richtlinie es erlaubt. Sie endet von selbst und wird aufgeschrieben.',
    doubt: 'Im Zweifel geht keine Pause: Geben Sie erst den Code ein, oder sperren und entsperren Sie den Bildschirm.',
  },
  complain: {
    title: 'Wo Sie sich beschweren können',
    administrator:
      'Die Administration hat die Richtlinie bestimmt und kann sie ändern. Die Seite „Richtlinie“ zeigt, was darin steht.',
    erasure:
      'Auf der Seite „Meine Daten“ können Sie sehen und exportieren, was gespeichert ist, es vergessen lassen und die Löschung verlangen.',
    authority:
      'Ob und wie es hier benutzt werden darf, hat Ihr Arbeitgeber zu begründen: Fragen können Sie die oder den Datenschutzbeauftragten, einen Betriebs- oder Personalrat oder die Aufsichtsbehörde für Datenschutz.',
  },
  keyboard: {
    title: 'Mit der Tastatur',
    tab: 'Tab und Umschalt+Tab gehen von einem zum nächsten; das erste, „Zum Inhalt springen“, überspringt die Seiten.',
    enter:
      'Eingabe oder Leertaste drückt, was den Fokus hat; Escape schließt einen Dialog, aber nicht die Frage nach einem Code.',
    arrows: 'Pfeiltasten gehen durch Reiter, Auswahlen und den Moment auf der Kurve des Vertrauens.',
    size: '„Darstellung“, oben, macht alles größer und hat Farben und Sprache. Unter jeder Kurve stehen ihre Zahlen als Tabelle.',
  },
  version: {
    title: 'Version',
    samehand: 'Samehand {{version}}',
    agent: 'Prozess {{pid}}',
    consent: 'Text darüber, was es tut: Fassung {{version}}',
    commands: 'Alles hier gibt es auch auf der Befehlszeile: samehand --help.',
  },
};
