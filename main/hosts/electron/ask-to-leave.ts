/** Asks, in the system's own dialog, whether a page with something unfinished may be left. */
import { BrowserWindow, dialog, type WebContents } from 'electron';
import type { DesktopTexts } from './texts.ts';

export const askToLeave = (contents: WebContents, { leave }: DesktopTexts): boolean => {
  const window = BrowserWindow.fromWebContents(contents);
  const question = {
    type: 'warning' as const,
    message: leave.question,
    detail: leave.detail,
    buttons: [leave.stay, leave.go],
    defaultId: 0,
    cancelId: 0,
  };
  const answer = window === null ? dialog.showMessageBoxSync(question) : dialog.showMessageBoxSync(window, question);
  return answer === 1;
};
