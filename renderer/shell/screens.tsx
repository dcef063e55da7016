/** Which page shows which screen, and for whom it is. */
import type { ComponentType } from 'react';
import type { Screen } from '../../contract/windows.ts';
import { AuditScreen } from '../screens/audit/audit-screen.tsx';
import { DiagnosticsScreen } from '../screens/diagnostics/diagnostics-screen.tsx';
import { EnrolmentScreen } from '../screens/enrolment/enrolment-screen.tsx';
import { HelpScreen } from '../screens/help/help-screen.tsx';
import { MyDataScreen } from '../screens/my-data/my-data-screen.tsx';
import { PolicyScreen } from '../screens/policy/policy-screen.tsx';
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx';
import { StatusScreen } from '../screens/status/status-screen.tsx';

export const SCREEN_PARTS: Readonly<Record<Screen, ComponentType>> = {
  status: StatusScreen,
  enrolment: EnrolmentScreen,
  'my-data': MyDataScreen,
  policy: PolicyScreen,
  'sign-in': SignInScreen,
  audit: AuditScreen,
  diagnostics: DiagnosticsScreen,
  help: HelpScreen,
};

/** In the order of the navigation. */
export const GROUPS: readonly {
  readonly name: 'employee' | 'administrator' | 'auditor';
  readonly screens: readonly Screen[];
}[] = [
  { name: 'employee', screens: ['status', 'enrolment', 'my-data', 'sign-in'] },
  { name: 'administrator', screens: ['policy', 'diagnostics'] },
  { name: 'auditor', screens: ['audit'] },
];
