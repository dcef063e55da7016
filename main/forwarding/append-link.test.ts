import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../contract/audit.ts';
import { FORMATS } from '../audit-proof/formats/index.ts';
import { appendLink } from './append-link.ts';
import { SOURCE, linkAt } from './bench.fixture.ts';

const RECORD: AuditRecord = {
  seq: 7,
  at: '2026-03-02T09:00:00Z',
  kind: 'decision',
  body: { action: 'lock', reason: 'below-lock', decisionId: 'd', withheld: null, trust: 3, modality: 'keyboard' },
};
const LINK = linkAt(7);
const lineIn = (format: 'cef' | 'ocsf' | 'ecs' | 'jsonl' | 'csv'): string => FORMATS[format].line(RECORD, SOURCE);

describe('a link beside a record', () => {
  it('leaves the record in the line as it was, in each format', () => {
    for (const format of ['cef', 'ocsf', 'ecs', 'jsonl', 'csv'] as const) {
      const linked = appendLink(format, lineIn(format), LINK);
      expect(FORMATS[format].recordOf(linked)).toEqual(FORMATS[format].recordOf(lineIn(format)));
      expect(appendLink(format, lineIn(format), null)).toBe(lineIn(format));
    }
  });

  it('is a custom field of CEF', () => {
    expect(appendLink('cef', lineIn('cef'), LINK)).toBe(
      `${lineIn('cef')} cs2Label=link cs2=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\\=`,
    );
  });

  it('is among what OCSF leaves unmapped, and beside what ECS has of the record', () => {
    const was = JSON.parse(lineIn('ocsf')) as { readonly unmapped: object };
    expect(JSON.parse(appendLink('ocsf', lineIn('ocsf'), LINK))).toEqual({
      ...was,
      unmapped: { ...was.unmapped, link: LINK },
    });
    const document = JSON.parse(lineIn('ecs')) as { readonly samehand: object };
    expect(JSON.parse(appendLink('ecs', lineIn('ecs'), LINK))).toEqual({
      ...document,
      samehand: { ...document.samehand, chain_link: LINK },
    });
  });
});
