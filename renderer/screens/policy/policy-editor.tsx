/** Edit, look at what it would do, say why, save, and take it back. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../../contract/policy-view.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useForget } from '../../bridge/use-answer.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useConfirm } from '../../parts/use-confirm.tsx';
import { useLeaveGuard } from '../../parts/use-leave-guard.ts';
import { Assessment } from './assessment.tsx';
import { ChangeBar } from './change-bar.tsx';
import { DocumentTools } from './document-tools.tsx';
import { draftText } from './draft.ts';
import { ExceptionsEditor } from './exceptions-editor.tsx';
import { PolicyNotes } from './policy-notes.tsx';
import { Preview } from './preview.tsx';
import { SettingList } from './setting-list.tsx';
import { useDraft } from './use-draft.ts';
import { useSettingView } from './use-setting-view.ts';

/** An empty document says nothing, which is as if there were none. */
const NO_DOCUMENT = '{}\n';

export const PolicyEditor = ({ view }: { readonly view: PolicyView }) => {
  const { t } = useTranslation('policy');
  const editing = useDraft(view.local);
  const { draft, formerText, isDirty, faults, exceptionFaults, restart } = editing;
  const settings = useSettingView();
  const allFaults = [...faults, ...exceptionFaults];
  const [isPreviewing, setPreviewing] = useState(false);
  /** The document before the last save, and what became of it. */
  const [saved, setSaved] = useState<{ readonly before: string | null } | null>(null);
  const { act, isBusy, problem, forgetProblem } = useAct('policy.apply');
  const forget = useForget();
  const { confirm, dialog } = useConfirm();
  useLeaveGuard(isDirty, () => confirm({ title: t('leave.title'), text: t('leave.text'), doIt: t('leave.leave') }));

  const apply = async (text: string, reason: string, before: string | null): Promise<void> => {
    const answer = await act({ text, reason });
    if (!answer.ok) return;
    await forget('policy.show', 'policy.check', 'policy.simulate');
    restart();
    setPreviewing(false);
    setSaved({ before });
  };
  const discard = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('preview.discardTitle'),
      text: t('preview.discardText'),
      doIt: t('preview.discard'),
    });
    if (isSure) restart();
  };

  return (
    <Stack gap="lg">
      {saved !== null && !isDirty && (
        <Alert role="status" color="green">
          <Group justify="space-between">
            <Text>{saved.before === null ? t('undone') : t('saved')}</Text>
            {saved.before !== null && (
              <Button
                variant="default"
                loading={isBusy}
                onClick={() => void apply(saved.before ?? NO_DOCUMENT, t('undoReason'), null)}
              >
                {t('undo')}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      {saved !== null && !isDirty && problem !== null && <ProblemNote problem={problem} />}
      <PolicyNotes view={view} isOvertaken={editing.isOvertaken} onTakeNew={restart} />
      {isPreviewing ? (
        <Preview
          text={draftText(draft)}
          isSaving={isBusy}
          problem={problem}
          onBack={() => {
            setPreviewing(false);
            forgetProblem();
          }}
          onSave={(reason) => void apply(draftText(draft), reason, formerText.trim() === '' ? NO_DOCUMENT : formerText)}
        />
      ) : (
        <>
          <SettingList view={view} editing={editing} shownAs={settings} />
          <ExceptionsEditor value={draft.exceptions} faults={exceptionFaults} onChange={editing.setExceptions} />
          <DocumentTools draft={draft} onTake={editing.setDraft} />
          <Assessment />
          {isDirty && (
            <ChangeBar
              faults={allFaults}
              onDiscard={() => void discard()}
              onPreview={() => {
                const [first] = allFaults;
                if (first === undefined) setPreviewing(true);
                else settings.showFault(first);
              }}
            />
          )}
        </>
      )}
      {dialog}
    </Stack>
  );
};
