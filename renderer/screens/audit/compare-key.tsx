/** Takes what somebody noted elsewhere, and says whether it is of this log. */
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditKey } from '../../../contract/audit-proof.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { problemIn, type Problem } from '../../bridge/problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { compareRoot, parseNoted, type Noted, type RootOutcome } from './noted-key.ts';

interface Props {
  readonly auditKey: AuditKey;
  /** Null: the log is closed, so that records cannot be compared. */
  readonly reader: string | null;
}

type RecordOutcome = 'linkSame' | 'linkOther' | 'gone' | 'closed';

interface Outcome {
  readonly root: RootOutcome;
  readonly record: RecordOutcome | null;
  readonly seq: number;
  readonly lastSeq: number;
}

const isGood = ({ root, record }: Outcome): boolean => root === 'same' && record !== 'linkOther' && record !== 'gone';
const colourOf = (outcome: Outcome): string => {
  if (isGood(outcome)) return 'green';
  return outcome.root === 'former' && outcome.record !== 'linkOther' ? 'orange' : 'red';
};

export const CompareKey = ({ auditKey, reader }: Props) => {
  const { t } = useTranslation('audit');
  const { number } = useFormat();
  const { calls } = useBridge();
  const [text, setText] = useState('');
  const [isFaulty, setFaulty] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const compareRecord = async ({ last }: Noted): Promise<RecordOutcome | null> => {
    if (last === null) return null;
    if (reader === null) return 'closed';
    const answer = await calls['audit.record']({ reader, seq: last.seq });
    if (answer.ok) return answer.value.link === last.link ? 'linkSame' : 'linkOther';
    if (answer.code === 'not-found') return 'gone';
    setProblem(problemIn(answer));
    return null;
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const noted = parseNoted(text);
    setFaulty(noted === null);
    setOutcome(null);
    setProblem(null);
    if (noted === null) return;
    setBusy(true);
    const root = compareRoot(noted, auditKey);
    const record = root === 'other' || root === 'cut' ? null : await compareRecord(noted);
    setOutcome({ root, record, seq: noted.last?.seq ?? 0, lastSeq: auditKey.lastSeq });
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="xs">
        <TextInput
          label={t('key.noted')}
          description={t('key.notedHint')}
          spellCheck={false}
          autoComplete="off"
          value={text}
          error={isFaulty ? t('key.faulty') : null}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setOutcome(null);
          }}
        />
        <Group>
          <Button type="submit" variant="default" loading={isBusy}>
            {t('key.compare')}
          </Button>
        </Group>
        <div role="status">
          {outcome !== null && (
            <Alert role="note" color={colourOf(outcome)}>
              <Text size="sm">
                {t(`key.outcomes.${outcome.root}`, { seq: number(outcome.seq), last: number(outcome.lastSeq) })}{' '}
                {outcome.record !== null && t(`key.outcomes.${outcome.record}`, { seq: number(outcome.seq) })}
              </Text>
            </Alert>
          )}
        </div>
        {problem !== null && <ProblemNote problem={problem} />}
      </Stack>
    </form>
  );
};
