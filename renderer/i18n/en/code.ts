export const code = {
  title: 'code',
};
