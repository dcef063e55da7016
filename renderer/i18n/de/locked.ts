import type { locked as en } from '../en/locked.ts';
import type { Translation } from '../texts.ts';

export const locked: Translation<typeof en> = {
  title: 'Dieser Arbeitsplatz ist gesperrt',
  what: 'Samehand sperrt, wenn zweifelhaft ist, wessen Hände es sind, wenn kein Code rechtzeitig angenommen wurde oder wenn eine Weile niemand gearbeitet hat. Er kann auch von Hand gesperrt worden sein.',
  since: 'Gesperrt seit {{at}}.',
  todo: {
    title: 'Was zu tun ist',
    unlock: 'Entsperren Sie den Arbeitsplatz wie gewohnt mit Ihrem Passwort.',
    code: 'Gab es einen Zweifel, wird danach ein Einmalcode verlangt. Halten Sie Ihren Authenticator oder einen Ersatzcode bereit.',
    kept: 'Programme laufen weiter. Nichts, was Sie geöffnet hatten, geht verloren.',
  },
  wrong: {
    title: 'War das ein Irrtum?',
    claim: 'Sagen Sie es nach dem Entsperren auf der Seite „Meine Daten“: im Verlauf der Zweifel, mit „Das war ich“.',
    often:
      'Kommt es oft vor, sagen Sie es Ihrer Administration: Dafür gibt es Einstellungen, und bei einer Verletzung oder unterstützender Technik eine Ausnahme.',
    noCode: 'Haben Sie keinen Code zur Hand, bitten Sie Ihre Administration um Hilfe.',
  },
  unlocked: {
    title: 'Der Arbeitsplatz ist entsperrt',
    text: 'Sie können weiterarbeiten.',
    back: 'Zurück zu Samehand',
    code: 'Den verlangten Code eingeben',
  },
};
