/** Documents about privacy that the program writes of itself. */

/** `report`: all that is stored about the employee, for the employee. `assessment`: what an impact assessment asks (GDPR Art. 35), with the policy in force. */
export const PRIVACY_DOCUMENTS = ['report', 'assessment'] as const;
export type PrivacyDocument = (typeof PRIVACY_DOCUMENTS)[number];
