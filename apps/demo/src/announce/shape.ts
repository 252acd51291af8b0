/** The two forms in which music apps announce a generation; a tracker must read both. */
export type Shape = 'flat' | 'nested'

/**
 * Which form comes next: `?shape=flat` or `?shape=nested` fixes it, otherwise they take turns, so that one visit shows both.
 * @returns a function that answers the form of the next announcement
 */
export function shapesFrom(search: string): () => Shape {
  const asked = new URLSearchParams(search).get('shape')
  if (asked === 'flat' || asked === 'nested') return () => asked
  let count = 0
  return () => (count++ % 2 === 0 ? 'flat' : 'nested')
}
