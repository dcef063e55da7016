import type { enrolment as en } from '../en/enrolment.ts';
import type { Translation } from '../texts.ts';
import { consent } from './consent.ts';

export const enrolment: Translation<typeof en> = {
  title: 'Anlernen',
  intro:
    'Was man Ihnen darüber sagt und was Sie antworten; dann, wie gut Samehand Sie kennt, und ein Ort zum Ausprobieren.',
  consent,
  progress: {
    title: 'Wie gut es Sie kennt',
    intro:
      'Es lernt, während Sie arbeiten, bis es genug gesehen hat. Es sieht auf Ihre ganze Sitzung, nicht nur auf diese Seite.',
    windows: '{{done}} von {{needed}} Fenstern',
    whole: '{{done}} Fenster gesehen',
    bar: '{{modality}}: {{percent}} gelernt',
    established: 'Es weiß, wie Sie das tun, und lernt langsam weiter.',
    learning: 'Es lernt noch und entscheidet daraus nichts.',
    keyboardMissing_one: 'Ein Fenster fehlt: mindestens {{actions}} Tastendrücke.',
    keyboardMissing_other: '{{count}} Fenster fehlen: mindestens {{actions}} Tastendrücke.',
    pointerMissing_one: 'Ein Fenster fehlt: mindestens {{actions}} Zeigerbewegungen.',
    pointerMissing_other: '{{count}} Fenster fehlen: mindestens {{actions}} Zeigerbewegungen.',
    keyboardTime_one: 'Etwa eine Minute Tippen in Ihrem Tempo.',
    keyboardTime_other: 'Etwa {{count}} Minuten Tippen in Ihrem Tempo.',
    pointerTime_one: 'Etwa eine Minute Zeigen in Ihrem Tempo.',
    pointerTime_other: 'Etwa {{count}} Minuten Zeigen in Ihrem Tempo.',
    building: 'Es wurde genug gesehen; es wird gerade zusammengestellt.',
    rare: 'Zu erwartende falsche Sperren: weniger als eine in {{count}} Ihrer Arbeitstage.',
    oneIn: 'Zu erwartende falsche Sperren: etwa eine in {{count}} Ihrer Arbeitstage.',
    perDay_one: 'Zu erwartende falsche Sperren: etwa {{rate}} am Arbeitstag.',
    perDay_other: 'Zu erwartende falsche Sperren: etwa {{rate}} am Arbeitstag.',
    within: 'Das liegt in dem, was die Richtlinie erlaubt.',
    beyond: 'Das ist mehr, als die Richtlinie erlaubt; darum handelt es noch nicht danach.',
    beyondActs: 'Das ist mehr, als die Richtlinie anstrebt; sie lässt es aber trotzdem handeln.',
    caveat:
      'Die Schätzung stammt aus Ihren eigenen Fenstern. Einen Tag, an dem Sie keinem anderen gleichen, deckt sie nicht ab.',
  },
  tryIt: {
    title: 'Ausprobieren',
    intro:
      'Tippen und zeigen Sie, und sehen Sie, was es daraus macht. Das Feld wird nicht gelesen, und was Sie hineintippen, geht nirgendwohin: Samehand sieht die Tasten Ihrer ganzen Sitzung, hier wie überall, und nur die Zeiten zählen.',
    field: 'Tippen Sie hier irgendetwas',
    targets: 'Zeigen: Klicken Sie auf das Ziel. Es wandert jedes Mal weiter.',
    target: 'Ziel {{number}}',
    hits_one: '{{count}} Treffer',
    hits_other: '{{count}} Treffer',
    bars: 'Von den letzten {{count}} Fenstern sprachen {{for}} für Sie, {{against}} dagegen, {{abstained}} wurden nicht beurteilt.',
    scores: 'Letzte Fenster, das neueste rechts: nach oben für Sie, nach unten dagegen.',
    none: 'Noch ist kein Fenster gekommen. Dazu braucht es etwa zehn Tastendrücke oder fünf Zeigerbewegungen.',
    trust: 'Vertrauen {{trust}} von 100',
    notSeen: 'Zurzeit wird nichts gesehen, darum wird sich hier nichts zeigen: {{state}}.',
    table: {
      time: 'Zeit',
      what: 'Was',
      score: 'Für Sie (+) oder dagegen (−)',
      notJudged: 'nicht beurteilt, {{why}}',
    },
    why: 'Warum',
  },
};
