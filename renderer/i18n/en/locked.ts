export const locked = {
  title: 'locked',
};
