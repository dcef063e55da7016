/** Addresses that the policy may have something sent to. */
import { z } from 'zod';

/** Encrypted, but for a receiver on this machine; without a password in it, which would stand in every log. */
export const receiverUrl = (description: string) =>
  z
    .union([
      z.url({ protocol: /^https$/ }),
      z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ }),
    ])
    .refine((url) => !/^[a-z]+:\/\/[^/]*@/i.test(url), 'it must not hold a user or password')
    .describe(description);
