/** What one-time codes come from, for the employee; and for the administrator roles, secrets, exceptions and channels. */
import { Stack, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { ForAdministrators } from './for-administrators.tsx';
import { ForYou } from './for-you.tsx';
import { NewCodes } from './new-codes.tsx';

export const SignInScreen = () => {
  const { t } = useTranslation('signIn');
  /** Shown once: they stand above everything until the person has kept them. */
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <Page title={t('title')} intro={t('intro')}>
      {codes.length > 0 && (
        <NewCodes
          codes={codes}
          onKept={() => {
            setCodes([]);
          }}
        />
      )}
      <Tabs defaultValue="you" keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="you">{t('tabs.you')}</Tabs.Tab>
          <Tabs.Tab value="administrator">{t('tabs.administrator')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="you">
          <Stack gap="lg">
            <ForYou onCodes={setCodes} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="administrator">
          <Stack gap="lg">
            <ForAdministrators />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
