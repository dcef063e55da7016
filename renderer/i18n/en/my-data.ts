export const myData = {
  title: 'my-data',
};
