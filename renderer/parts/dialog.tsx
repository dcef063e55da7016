/** A dialog over the page: closed by Escape, by its button, or by whoever opened it. */
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export const Dialog = ({ title, onClose, children }: Props) => {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      // The library marks it up as a header, of which a page has one.
      attributes={{ header: { role: 'none' } }}
    >
      {children}
    </Modal>
  );
};
