export const enrolment = {
  title: 'enrolment',
};
