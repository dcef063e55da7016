/** The document as text: saved as a file, loaded from one, or edited as it stands. */
import { Alert, Button, FileButton, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../parts/save-file.ts';
import { Section } from '../../parts/section.tsx';
import { fieldId } from './editor-props.ts';
import { draftText, parseDraft, type Draft } from './draft.ts';

const LARGEST = 1024 * 1024;

interface Props {
  readonly draft: Draft;
  readonly onTake: (draft: Draft) => void;
}

export const DocumentTools = ({ draft, onTake }: Props) => {
  const { t } = useTranslation('policy');
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isTaken, setTaken] = useState(false);
  const text = typed ?? draftText(draft);

  const take = (given: string): void => {
    const parsed = parseDraft(given);
    setTaken(parsed.ok);
    if (!parsed.ok) {
      setTyped(given);
      setFault(parsed.message === '' ? t('faults.object') : t('faults.json', { message: parsed.message }));
      return;
    }
    setTyped(null);
    setFault(null);
    onTake(parsed.value);
  };
  const load = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setTaken(false);
    if (file.size > LARGEST) {
      setFault(t('document.tooLarge'));
      return;
    }
    try {
      take(await file.text());
    } catch {
      setFault(t('document.unreadable'));
    }
  };

  return (
    <Section title={t('document.title')} intro={t('document.intro')}>
      <Group>
        <Button
          variant="default"
          onClick={() => {
            saveFile([draftText(draft)], 'policy.json');
          }}
        >
          {t('document.save')}
        </Button>
        <FileButton
          accept="application/json,.json"
          onChange={(file) => void load(file)}
          inputProps={{ 'aria-label': t('document.load') }}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t('document.load')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Textarea
        id={fieldId('document')}
        label={t('document.text')}
        autosize
        minRows={4}
        maxRows={20}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={text}
        error={fault ?? undefined}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setFault(null);
          setTaken(false);
        }}
      />
      {isTaken && <Alert role="status">{t('document.taken')}</Alert>}
      <Group justify="flex-end">
        <Button
          variant="default"
          disabled={typed === null}
          onClick={() => {
            take(text);
          }}
        >
          {t('document.take')}
        </Button>
      </Group>
    </Section>
  );
};
