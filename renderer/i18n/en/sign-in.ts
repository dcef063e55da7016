export const signIn = {
  title: 'sign-in',
};
