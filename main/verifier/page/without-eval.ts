/** Imported first: the page's security policy lets no text become code, and a schema must not try. */
import { config } from 'zod';

config({ jitless: true });
