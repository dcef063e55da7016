/** What every web contents refuses, those too that nobody has meant to make: to go elsewhere, to open, to embed. */
import type { WebContents } from 'electron';

export interface ContentsPorts {
  /** Whether a page that has something unfinished may be left. */
  readonly askToLeave: (contents: WebContents) => boolean;
}

export const hardenContents = (contents: WebContents, { askToLeave }: ContentsPorts): void => {
  const refuse = (event: { readonly preventDefault: () => void }): void => {
    event.preventDefault();
  };
  // What the host loads by itself raises none of these.
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-prevent-unload', (event) => {
    // To prevent the prevention is to leave.
    if (askToLeave(contents)) event.preventDefault();
  });
};
