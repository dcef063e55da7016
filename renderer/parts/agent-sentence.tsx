/** A sentence of the agent's own, which speaks English: marked as such where the page does not. */
import { Text, type TextProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props extends TextProps {
  readonly sentence: string;
}

export const AgentSentence = ({ sentence, ...props }: Props) => {
  const { i18n } = useTranslation();
  return (
    <Text size="sm" {...props} {...(i18n.language === 'en' ? {} : { lang: 'en' })}>
      {sentence}
    </Text>
  );
};
