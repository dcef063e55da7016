/** The employee's part: how it stands in one sentence, then each way to a code. */
import { Stack } from '@mantine/core';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { AccommodationNotice } from './accommodation-notice.tsx';
import { AuthenticatorSection } from './authenticator-section.tsx';
import { EmailSection } from './email-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { SummaryNote } from './summary-note.tsx';

interface Props {
  /** New recovery codes: none where there were some already. */
  readonly onCodes: (codes: readonly string[]) => void;
}

export const ForYou = ({ onCodes }: Props) => {
  const status = useAnswer('step-up.status', {});
  const view = useAnswer('policy.show', {});
  const policy = view.value?.policy;
  return (
    <>
      <Answered answer={status}>
        {(setUp) => (
          <Stack gap="lg">
            <SummaryNote setUp={setUp} />
            <AuthenticatorSection setUp={setUp} policy={policy} onCodes={onCodes} />
            <EmailSection setUp={setUp} policy={policy} onCodes={onCodes} />
            <RecoverySection setUp={setUp} policy={policy} onCodes={onCodes} />
          </Stack>
        )}
      </Answered>
      <AccommodationNotice />
      {policy !== undefined && <NetworkSection policy={policy} />}
    </>
  );
};
