/** What tests get when the program imports `electron`. electron-store reads the default export and no other. */
export * from './electron.ts';
export * as default from './electron.ts';
