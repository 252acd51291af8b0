import { readFileSync } from 'node:fs'

const file = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url))

/** Made for these tests, and good for nothing else. */
export const testCertificate = { cert: file('cert.pem'), key: file('key.pem') }
