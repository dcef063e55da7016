/** Which words an answer is shown in: where nothing had to be agreed to, it was a confirmation. */
import type { ConsentState } from '../../../contract/consent.ts';

export const answerKey = (
  { answer }: Pick<NonNullable<ConsentState['answer']>, 'answer'>,
  needs: ConsentState['needs'],
): 'given' | 'confirmed' | 'refused' => {
  if (answer === 'refused') return 'refused';
  return needs === 'required' ? 'given' : 'confirmed';
};
