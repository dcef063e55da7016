export const policy = {
  title: 'policy',
};
