import { describe, expect, it } from 'vitest';
import { bulkBody, readBulkAnswer } from './bulk.ts';

const answer = (...statuses: readonly (number | [number, string])[]): string =>
  JSON.stringify({
    errors: true,
    items: statuses.map((each) => {
      const [status, type] = typeof each === 'number' ? [each, null] : each;
      return { create: { status, ...(type === null ? {} : { error: { type } }) } };
    }),
  });

describe('what is asked of the bulk interface', () => {
  it('is a line of action and a line of document for each, and a last line end', () => {
    const body = bulkBody('samehand-audit', [
      { id: 'a', body: '{"x":1}' },
      { id: 'b', body: '{"x":2}' },
    ]);
    expect(body).toBe(
      '{"create":{"_index":"samehand-audit","_id":"a"}}\n{"x":1}\n{"create":{"_index":"samehand-audit","_id":"b"}}\n{"x":2}\n',
    );
  });
});

describe('its answer', () => {
  it('says of each whether it arrived; one that was there already has', () => {
    expect(readBulkAnswer(answer(201, [409, 'version_conflict_engine_exception'], 201), 3)).toBeNull();
  });

  it('counts up to the first that has not arrived', () => {
    expect(readBulkAnswer(answer(201, [429, 'es_rejected_execution_exception'], 201), 3)).toMatchObject({
      arrived: 1,
      isPassing: true,
      message: 'The search engine cannot take records at present (429). Check that it has room and runs.',
    });
    expect(readBulkAnswer(answer([400, 'document_parsing_exception'], 201), 2)).toMatchObject({
      arrived: 0,
      isPassing: false,
      message: expect.stringContaining('refuses a record (400, document_parsing_exception)') as string,
    });
  });

  it('passes on no text of the server’s', () => {
    const refused = readBulkAnswer(answer([400, 'failed for ada@example.org']), 1);
    expect(refused?.message).toContain('refuses a record (400), and');
  });

  it.each(['', '<html>', '[]', '{"items":[]}', answer(201), answer(201, 201, 201)])('%s is none', (text) => {
    expect(readBulkAnswer(text, 2)).toMatchObject({ arrived: 0, isPassing: false });
  });
});
