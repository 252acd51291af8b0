import { createHash, randomBytes } from 'node:crypto'
import type { Right } from '@son1k/contract'

const BYTES = 32

/** A new secret of 256 random bits. It tells what it is, to people and to programs that look for leaked ones. */
export const newSecret = (right: Right): string =>
  `son1k_${right === 'track' ? 'write' : right}_${randomBytes(BYTES).toString('base64url')}`

/** SHA-256 in hex, which is all that is kept: nobody can guess 256 random bits, so that no slow hash is needed. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
