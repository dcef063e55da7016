import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { needs } from '../../tests/support/needs.ts';
import { groupsOf, parseId, parseWhoami } from './user-groups.ts';

describe('groups of the user', () => {
  it('are what the system says', async (ctx) => {
    needs(ctx, 'linux');
    const output = execFileSync('id', ['-Gn'], { encoding: 'utf8' });
    expect(await groupsOf('linux')).toEqual(output.trim().split(' '));
  });

  it('are read from id and from whoami', () => {
    expect(parseId('staff reception\n')).toEqual(['staff', 'reception']);
    expect(parseId('staff\0CORP\\domain users\0')).toEqual(['staff', 'CORP\\domain users', 'domain users']);
    const output =
      '"Everyone","Well-known group","S-1-1-0","Mandatory group"\r\n"CORP\\Finance","Group","S-1-5-21-1-2-3-1104","Mandatory group"\r\n';
    expect(parseWhoami(output)).toEqual(['Everyone', 'S-1-1-0', 'CORP\\Finance', 'Finance', 'S-1-5-21-1-2-3-1104']);
    expect(parseWhoami('')).toEqual([]);
  });
});
