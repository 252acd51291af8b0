/** What is kept of a user agent, as JSON: `["Chrome","Linux","desktop",0]`. An empty text is unknown; 1 is a bot. */
export type Agent = string

/** What stands in its place at an imported event: the import's own mark, by which pruning knows whose ids to remember. */
export const IMPORT_AGENT: Agent = JSON.stringify(['', '', '', 0, 'import'])
