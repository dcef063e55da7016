import { Command, type CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import type { AuditFilter } from '../../../../contract/audit-reading.ts';
import { auditFilterSchema } from '../../../../contract/audit-reading.ts';
import { addFilterOptions, checkKinds, filterOf, type FilterOptions } from './audit-filter.ts';

const parse = (...args: readonly string[]): AuditFilter => {
  const command = addFilterOptions(new Command('list').exitOverride().configureOutput({ writeErr: () => undefined }));
  command.parse([...args], { from: 'user' });
  return filterOf(command.opts<FilterOptions>());
};

describe('the filter of a command', () => {
  it('lets everything through by default, as the contract has it', () => {
    expect(parse()).toEqual(auditFilterSchema.parse({}));
  });

  it('takes kinds one by one and together', () => {
    expect(parse('--kind', 'decision,inactive', '--kind', 'paused').kinds).toEqual(['decision', 'inactive', 'paused']);
  });

  it.each([
    ['--from', '2026-11-21', '2026-11-21T00:00:00Z'],
    ['--to', '2026-11-21', '2026-11-21T23:59:59Z'],
    ['--from', '2026-11-21T08:30', '2026-11-21T08:30:00Z'],
    ['--from', '2026-11-21T08:30:15Z', '2026-11-21T08:30:15Z'],
    ['--to', '2026-11-21T08:30:15+02:00', '2026-11-21T06:30:15Z'],
    ['--to', '2024-02-29', '2024-02-29T23:59:59Z'],
  ])('takes %s %s as %s', (option, text, time) => {
    const filter = parse(option, text);
    expect(option === '--from' ? filter.from : filter.to).toBe(time);
    expect(auditFilterSchema.safeParse(filter).success).toBe(true);
  });

  it.each([
    ['--from', 'yesterday'],
    ['--from', '2026-11-31'],
    ['--from', '2026-13-01'],
    ['--to', '2026-11-21T25:00'],
    ['--to', '21.11.2026'],
    ['--to', ''],
    ['--text', 'x'.repeat(201)],
  ])('refuses %s %s', (option, text) => {
    expect(() => parse(option, text)).toThrow(
      expect.objectContaining({ code: 'commander.invalidArgument' }) as CommanderError,
    );
  });

  it('refuses times in the wrong order', () => {
    expect(() => parse('--from', '2026-11-22', '--to', '2026-11-21')).toThrow('Exchange them');
  });

  it('names the kinds there are where one is not among them', () => {
    const known = ['decision', 'inactive'];
    expect(() => {
      checkKinds(parse('--kind', 'decision'), known);
    }).not.toThrow();
    expect(() => {
      checkKinds(parse('--kind', 'decisions'), known);
    }).toThrow('There is no kind "decisions". There are: decision, inactive.');
  });
});
