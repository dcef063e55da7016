/** A link to another page of the window. */
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Screen } from '../../contract/windows.ts';

interface Props {
  readonly screen: Screen;
  /** Default: the page's name. */
  readonly text?: string;
}

export const PageLink = ({ screen, text }: Props) => {
  const { t } = useTranslation('common');
  return (
    <Anchor component={Link} href={`/${screen}`} underline="always">
      {text ?? t(`screens.${screen}`)}
    </Anchor>
  );
};
