/** The session of a page in the user's own browser: opened by the token behind the `#`, kept for as long as the tab. */
import { z } from 'zod';
import { err, ok, type Result } from '../../contract/result.ts';
import { post } from './post.ts';

/** `proof` is what the server shows; `session` what the page shows. */
const sessionSchema = z.object({ session: z.string().min(1), proof: z.string().min(1) });
export type PageSession = z.infer<typeof sessionSchema>;

const ITEM = 'samehand-session';
const NONE = err('not-identified', 'This page has no session. Run "samehand open" again.');

/** Also when the page is loaded again. */
const kept = (): Result<PageSession> => {
  const text = sessionStorage.getItem(ITEM);
  if (text === null) return NONE;
  try {
    return ok(sessionSchema.parse(JSON.parse(text)));
  } catch {
    return NONE;
  }
};

/** Turns the one-time token into a session, and takes it out of the address. */
export const openSession = async (): Promise<Result<PageSession>> => {
  const asked = new URLSearchParams(location.hash.slice(1));
  const token = asked.get('token');
  if (token === null) return kept();
  history.replaceState(null, '', `${location.pathname}${location.search}#/${asked.get('screen') ?? 'status'}`);
  const answer = await post('/session', { token }, null);
  if (!answer.ok) return answer;
  const opened = sessionSchema.safeParse(answer.value);
  if (!opened.success) return NONE;
  sessionStorage.setItem(ITEM, JSON.stringify(opened.data));
  return ok(opened.data);
};
