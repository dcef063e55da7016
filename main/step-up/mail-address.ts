/** Addresses that codes are mailed to. */
import type { Policy } from '../../contract/policy.ts';

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Whether the policy lets codes be mailed there. A domain does not stand for those below it. */
export const isAddressAllowed = (address: string, { emailDomains }: Policy['stepUp']): boolean =>
  emailDomains.length === 0 || emailDomains.includes(domainOf(address));

/** Enough to recognise one's own: `a…@example.org`. */
export const maskAddress = (address: string): string =>
  `${Array.from(address)[0] ?? ''}…${address.slice(address.lastIndexOf('@'))}`;
