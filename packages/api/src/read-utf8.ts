import { isUtf8 } from 'node:buffer'
import { AnalyticsError } from '@son1k/contract'

/** Reads a body that must be UTF-8: the text, or the error to answer with. */
export const readUtf8 = (body: Buffer): string | AnalyticsError =>
  isUtf8(body) ? body.toString('utf8') : new AnalyticsError('NOT_JSON', 'The body is not UTF-8: send JSON in UTF-8')
