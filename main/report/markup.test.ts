import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonForScript, markup, trusted } from './markup.ts';

describe('markup', () => {
  it('escapes strings, and leaves markup and lists of markup as they are', () => {
    const item = (name: string) => markup`<li class="${name}">${name}</li>`;
    expect(markup`<ul>${[item('a"b'), item("<i>&'")]}</ul>${null}${3}${trusted('<hr>')}`.text).toBe(
      '<ul><li class="a&quot;b">a&quot;b</li><li class="&lt;i&gt;&amp;&#39;">&lt;i&gt;&amp;&#39;</li></ul>3<hr>',
    );
  });

  it('lets no string open or close an element or an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(markup`${text}`.text).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('writes JSON that no value can end the script element with, and that reads back the same', () => {
    const value = { name: '</script><script>alert(1)</script><!--', separators: '\u2028\u2029' };
    const { text } = jsonForScript(value);
    expect(text).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(value);
  });
});
