import { describe, expect, it } from 'vitest';
import { isOwnUrl, pageUrl } from './page-url.ts';

describe('the address of a page', () => {
  it('names the window, the page and what it is to begin with', () => {
    expect(pageUrl('code')).toBe('samehand://app/index.html?window=code');
    expect(pageUrl('main', { screen: 'audit' })).toBe('samehand://app/index.html?window=main#/audit');
    expect(pageUrl('main', { screen: 'status', wish: 'pause=15' })).toBe(
      'samehand://app/index.html?window=main#/status?pause=15',
    );
  });

  it('is our own whatever follows the host', () => {
    expect(isOwnUrl(pageUrl('locked'))).toBe(true);
    expect(isOwnUrl('SAMEHAND://app/assets/index.js')).toBe(true);
    expect(isOwnUrl('samehand://other/')).toBe(false);
  });
});
