const OLDEST = { major: 20, minor: 19 }

/**
 * What to do about a Node that is too old to run this.
 * @param version as in `process.versions.node`
 * @returns one line for the person at the terminal; `undefined` when all is well
 */
export function complainOfNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined
  return `Node ${OLDEST.major}.${OLDEST.minor} or newer is needed, and this is ${version}: get one from https://nodejs.org`
}
