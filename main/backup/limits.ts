/** What an archive may ask of the machine that reads it: it is checked before anybody has proved anything. */

/** Bytes of a whole archive. A year of work makes a database of some ten MB. */
export const MOST_ARCHIVE_BYTES = 512 * 1_024 * 1_024;

/** Of the database in it; the rest is what encryption adds, 16 bytes for 64 KiB. */
export const MOST_DATABASE_BYTES = MOST_ARCHIVE_BYTES - 1_024 * 1_024;

/**
 * Base-2 logarithm of scrypt's N (r = 8, p = 1), what the age program takes by itself: 256 MiB, and about a second in
 * JavaScript. It is the most that is read as well: an archive that asks for more was not made here.
 */
export const SCRYPT_WORK_FACTOR = 18;
