/**
 * Lets a long command end in order at Ctrl+C or SIGTERM: what it answers turns true. The second time ends the process at
 * once, as it always did.
 */
export function stopAsked(): () => boolean {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      asked = true
    })
  }
  return () => asked
}
