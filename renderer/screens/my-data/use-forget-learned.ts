/** Has everything that tells of what was learned asked for anew, once it was erased or exchanged. */
import { useForget } from '../../bridge/use-answer.ts';

export const useForgetLearned = (): (() => Promise<void>) => {
  const forget = useForget();
  return () => forget('data.show', 'profile.show', 'profile.versions', 'doubts.list', 'history.show', 'status');
};
