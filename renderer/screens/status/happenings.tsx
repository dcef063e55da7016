/** What happened, newest first, and when nothing was seen: the same as the signs and the ground of the curve, as lists. */
import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { History } from '../../../contract/history.ts';
import { AgentSentence } from '../../parts/agent-sentence.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { eventName } from './event-name.ts';

/** More would bury the page; the plot has them all. */
const MOST = 50;

interface Props {
  readonly events: History['events'];
  readonly unseen: History['unseen'];
}

export const Happenings = ({ events, unseen }: Props) => {
  const { t } = useTranslation('status');
  const { time, number } = useFormat();
  const shown = events.toReversed().slice(0, MOST);
  return (
    <>
      <Title order={3} size="h5">
        {t('events.title')}
      </Title>
      {shown.length === 0 && <Text size="sm">{t('events.empty')}</Text>}
      {events.length > shown.length && (
        <Text size="sm">{t('events.more', { shown: number(shown.length), count: events.length })}</Text>
      )}
      <List size="sm" listStyleType="none" mah={300} style={{ overflowY: 'auto' }} tabIndex={0}>
        {shown.map((event, place) => (
          <List.Item key={`${event.at}-${place}`}>
            <time dateTime={event.at}>{time(event.at)}</time> <strong>{t(`events.${eventName(event)}`)}</strong>
            <AgentSentence sentence={event.text} c="dimmed" />
          </List.Item>
        ))}
      </List>
      {unseen.length > 0 && (
        <details>
          <summary>{t('unseen.title')}</summary>
          <List size="sm">
            {unseen.map(({ from, to, why }) => (
              <List.Item key={`${from}-${why}`}>
                {time(from)} – {time(to)}: {t(`unseen.${why}`)}
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </>
  );
};
