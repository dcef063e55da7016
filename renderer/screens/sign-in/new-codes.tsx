/** New recovery codes, shown once: to be printed or saved before they vanish. */
import { Box, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../parts/save-file.ts';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { useLeaveGuard } from '../../parts/use-leave-guard.ts';
import { CODES_FILE_NAME, codesFile } from './codes-file.ts';
import './new-codes.css';

interface Props {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

export const NewCodes = ({ codes, onKept }: Props) => {
  const { t } = useTranslation('signIn');
  const { t: common } = useTranslation('common');
  const { dateTime } = useFormat();
  const [madeAt] = useState(() => new Date().toISOString());
  const heading = useRef<HTMLHeadingElement>(null);
  const { confirm, dialog } = useConfirm();
  useLeaveGuard(true, () =>
    confirm({ title: t('newCodes.leave.title'), text: t('newCodes.leave.text'), doIt: t('newCodes.leave.doIt') }),
  );
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [codes]);

  const made = t('newCodes.made', { at: dateTime(madeAt) });
  const save = (): void => {
    saveFile([codesFile(codes, { title: t('newCodes.title'), made, advice: t('newCodes.advice') })], CODES_FILE_NAME);
  };
  return (
    <Card component="section" withBorder aria-labelledby="new-codes" className="recovery-codes">
      <Stack gap="sm">
        <Title
          order={2}
          size="h4"
          id="new-codes"
          ref={heading}
          tabIndex={-1}
          style={{ outline: 'none', scrollMarginTop: '5rem' }}
        >
          {t('newCodes.title')}
        </Title>
        <Text className="no-print">{t('newCodes.text')}</Text>
        <Text size="sm">{made}</Text>
        <Box component="ol">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </Box>
        <Text size="sm">{t('newCodes.advice')}</Text>
        <Group className="no-print">
          <Button
            variant="default"
            onClick={() => {
              globalThis.print();
            }}
          >
            {common('print')}
          </Button>
          <Button variant="default" onClick={save}>
            {t('newCodes.save')}
          </Button>
          <Button onClick={onKept}>{t('newCodes.kept')}</Button>
        </Group>
        {dialog}
      </Stack>
    </Card>
  );
};
