export const diagnostics = {
  title: 'diagnostics',
};
