import { expect, it } from 'vitest';
import { spokenSeconds } from './spoken-seconds.ts';

it('changes at 30, 10 and 5 seconds, and at no other', () => {
  const said = Array.from({ length: 61 }, (_, at) => spokenSeconds(60 - at));
  expect(said.filter((each, at) => each !== said[at - 1])).toEqual([null, 30, 10, 5]);
  expect([spokenSeconds(31), spokenSeconds(30), spokenSeconds(11), spokenSeconds(0)]).toEqual([null, 30, 30, 5]);
});
