import { QUESTION_NAMES } from '@son1k/contract'
import { EXPORT_ROUTES } from '../rest/export-addresses.js'
import { PERSON_PATH, REST_TABLE, type RestRoute } from '../rest/table.js'
import { TABLES } from '../tables/tables.js'
import { codesByStatus, ERROR_DESCRIPTIONS } from './error-descriptions.js'
import { parametersOf } from './file-paths.js'
import { OPERATIONS, type Operation } from './operations.js'
import { PERSON } from './person-path.js'
import type { JsonSchema } from './rest-schema.js'

/** The description of the REST surface for people: a page without scripts, its styles in a file of their own. */
export function describeRestAsPage(version: string): string {
  const operations = REST_TABLE.map((route) => ({ route, operation: OPERATIONS[route.path] }))
  const links = REST_TABLE.map(({ method, path }) => `<li><a href="#${anchorOf(path)}">${method} ${path}</a></li>`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>REST API · Son1k Analytics</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs.css">
</head>
<body>
<header>
<h1>REST API</h1>
<p>Son1k Analytics ${textOf(version)}. For programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Addresses"><ul>${links.join('')}<li><a href="#files">Answers as files</a></li><li><a href="#person">All of a person</a></li><li><a href="#errors">Errors</a></li></ul></nav>
</header>
<main>
${operations.map(({ route, operation }) => (operation ? section(route, operation) : '')).join('\n')}
<section id="files" aria-labelledby="files-title">
<h2 id="files-title">Answers as files</h2>
<p>The answer to every question, as a table that a spreadsheet opens (<code>.csv</code>, RFC 4180) or as JSON (<code>.json</code>). Needs the right to read. With <code>days</code>, or <code>from</code> and <code>to</code>; lists are JSON.</p>
${table(
  ['address', 'tables', 'query'],
  QUESTION_NAMES.map((question) => [
    EXPORT_ROUTES.filter((route) => route.question === question)
      .map(({ path }) => `<code>${path}</code>`)
      .join(' '),
    TABLES[question].map(({ name }) => `<code>${name}</code>`).join(' '),
    parametersOf(question)
      .map(({ name, isRequired }) => `<code>${name}</code>${isRequired ? ' <strong>required</strong>' : ''}`)
      .join(' '),
  ]),
)}
</section>
<section id="person" aria-labelledby="person-title">
<h2 id="person-title"><span class="method">GET</span> <code>${PERSON_PATH}</code></h2>
<p><strong>${textOf(PERSON.summary)}</strong> ${textOf(PERSON.details)} Needs an admin token.</p>
${table(['query', 'meaning'], [['<code>user_id</code> <strong>required</strong>', textOf(PERSON.userId)]])}
</section>
<section id="errors" aria-labelledby="errors-title">
<h2 id="errors-title">Errors</h2>
<p>Always in the same envelope: <code>{"success": false, "error": {"code", "message", "issues"?}, "timestamp"}</code>.</p>
${table(
  ['status', 'code', 'when, and what to do'],
  codesByStatus().flatMap(([status, codes]) =>
    codes.map((code) => [String(status), `<code>${code}</code>`, textOf(ERROR_DESCRIPTIONS[code])]),
  ),
)}
</section>
</main>
</body>
</html>
`
}

function section({ method, path, access }: RestRoute, operation: Operation): string {
  const { summary, details, query = [], body, answer } = operation
  const id = anchorOf(path)
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title"><span class="method">${method}</span> <code>${path}</code></h2>
<p><strong>${textOf(summary)}</strong> ${textOf(details)}${access === 'read' ? ' Needs the right to read.' : ''}</p>
${query.length > 0 ? fields(query.map(({ name, description, schema }) => [name, { description, ...schema }])) : ''}
${body ? bodyFields(body.schema()) : ''}
<h3>Example</h3>
<pre>${textOf(curlOf(method, path, body?.example))}</pre>
<pre>${textOf(JSON.stringify(answer.example, null, 2))}</pre>
</section>`
}

/** The fields of a body; of a batch, also those of each type of event. */
function bodyFields({ properties = {}, required = [] }: JsonSchema): string {
  const events = asSchema(asSchema(properties.events ?? {}).items ?? {}).oneOf ?? []
  const eventFields = events.map(asSchema).map((event) => {
    const { type, ...others } = event.properties ?? {}
    const needed = event.required ?? []
    return `<h3>An event of type <code>${textOf(String(asSchema(type).const))}</code></h3>${fields(Object.entries(others), needed)}`
  })
  return fields(Object.entries(properties), required) + eventFields.join('')
}

const fields = (entries: [string, unknown][], required: string[] = []): string =>
  table(
    ['field', 'type', 'meaning'],
    entries.map(([name, given]) => {
      const schema = asSchema(given)
      const needed = required.includes(name) ? ' <strong>required</strong>' : ''
      return [`<code>${name}</code>${needed}`, textOf(typeOf(schema)), textOf(schema.description ?? '')]
    }),
  )

/** In words: `text, 1–128 characters`. */
function typeOf(schema: JsonSchema): string {
  const types = [schema.type ?? 'string'].flat().filter((type) => String(type) !== 'null')
  const { minimum, exclusiveMinimum, maximum, minLength, maxLength, maxItems } = schema
  const bounds = [
    ...(schema.enum ? [schema.enum.join(' or ')] : []),
    ...(schema.format ? [schema.format] : []),
    ...(minimum !== undefined ? [`≥ ${minimum}`] : []),
    ...(exclusiveMinimum !== undefined ? [`> ${exclusiveMinimum}`] : []),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? [`≤ ${maximum}`] : []),
    ...(maxLength !== undefined ? [`${minLength ?? 0}–${maxLength} characters`] : []),
    ...(maxItems !== undefined ? [`at most ${maxItems}`] : []),
    ...(schema.default !== undefined ? [`by default ${schema.default}`] : []),
  ]
  return [types.join(' or '), ...bounds].join(', ')
}

function table(heads: string[], rows: string[][]): string {
  const head = heads.map((cell) => `<th scope="col">${cell}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

const curlOf = (method: string, path: string, body: object | undefined) =>
  body === undefined
    ? `curl http://localhost:8002${path}`
    : `curl -X ${method} http://localhost:8002${path} -d '${JSON.stringify(body)}'`

const anchorOf = (path: string) => path.replace('/api/', '').replaceAll('/', '-')

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** As text in a page; what stands between backticks is code. */
const textOf = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign).replace(/`([^`]+)`/g, '<code>$1</code>')

/** Holds at run time: none of our schemas is `true` or `false`. */
const asSchema = (schema: unknown) => schema as JsonSchema
