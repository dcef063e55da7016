/** A message to the program that serves the page. */
import { err, type Result } from '../../contract/result.ts';

export const GONE = err('agent-not-running', 'The agent cannot be reached any more. Run "samehand open" again.');

export const post = async (path: string, body: unknown, session: string | null): Promise<Result<unknown>> => {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(session === null ? {} : { Authorization: `Bearer ${session}` }),
      },
      body: JSON.stringify(body),
      cache: 'no-store',
    });
    return (await response.json()) as Result<unknown>;
  } catch {
    return GONE;
  }
};
