/**
 * How the dashboard stands with the server. `live`: the stream is open. `polling`: there is no stream, but answers.
 * `stale`: the server answers with errors. `unreachable`: it doesn't answer. `refused`: it wants a (better) token.
 */
export type Connection = 'connecting' | 'live' | 'polling' | 'stale' | 'unreachable' | 'refused'
