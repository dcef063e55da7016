/** Whether codes are taken at present: asked anew when an attempt was made on another display. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { CodePrompt, CodeState } from '../../../contract/step-up.ts';
import { useAnswer } from '../../bridge/use-answer.ts';

interface FollowedCodeState {
  readonly state: CodeState | undefined;
  readonly refresh: () => Promise<void>;
}

export const useCodeState = ({ id, attemptsLeft }: CodePrompt): FollowedCodeState => {
  const client = useQueryClient();
  const { value: state } = useAnswer('code.state', {});
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ['code.state'] }), [client]);
  useEffect(() => {
    void refresh();
  }, [id, attemptsLeft, refresh]);
  return { state, refresh };
};
