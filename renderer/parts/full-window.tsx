/** The content of a window that says one thing, in the middle of whatever display it covers. */
import { Stack, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './full-window.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

export const FullWindow = ({ title, children }: Props) => {
  const { t } = useTranslation('common');
  useEffect(() => {
    document.title = `${title} – ${t('product')}`;
  }, [title, t]);
  return (
    <main className="full-window">
      <Stack gap="md">
        <Title order={1}>{title}</Title>
        {children}
      </Stack>
    </main>
  );
};
