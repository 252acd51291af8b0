/** The database for sample data: a file next to the main one, so that the two never mix. */
export function demoDatabaseUrl(databaseUrl: string): string {
  if (!databaseUrl.startsWith('file:')) return 'file:data/demo.db'
  const name = /[^/\\:]*$/.exec(databaseUrl)?.[0] ?? ''
  // Some file systems take `Demo.db` for the same.
  const isTaken = name.toLowerCase() === 'demo.db'
  return databaseUrl.slice(0, databaseUrl.length - name.length) + (isTaken ? 'demo-demo.db' : 'demo.db')
}
