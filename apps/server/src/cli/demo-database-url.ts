/** The database for sample data: a file next to the main one, so that the two never mix. */
export function demoDatabaseUrl(databaseUrl: string): string {
  if (!databaseUrl.startsWith('file:')) return 'file:data/demo.db'
  return databaseUrl.replace(/[^/\\:]*$/, 'demo.db')
}
