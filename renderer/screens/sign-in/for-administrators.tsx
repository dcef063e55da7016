/** The administrator's part: roles, help with codes, accommodation, secrets, and who is told of what. */
import { Stack } from '@mantine/core';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { AccommodationSection } from './accommodation-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { RolesSection } from './roles-section.tsx';
import { SecretsSection } from './secrets-section.tsx';
import { UnblockSection } from './unblock-section.tsx';

export const ForAdministrators = () => {
  const view = useAnswer('policy.show', {});
  return (
    <>
      <RolesSection />
      <UnblockSection />
      <Answered answer={view}>
        {({ policy }) => (
          <Stack gap="lg">
            <AccommodationSection policy={policy} />
            <SecretsSection policy={policy} />
          </Stack>
        )}
      </Answered>
      <NotificationsSection />
    </>
  );
};
