import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { DIMENSIONS, METRICS, QUESTION_NAMES, QUESTION_SCHEMAS } from '../src/index.js'

const page = await readFile(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')
/** From a heading up to the next of any level. */
const sectionOf = (heading: string) => page.split(/^(?=#)/m).find((part) => part.startsWith(heading)) ?? ''
const namesIn = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name)
/** What the page says of all questions together. */
const COMMON = ['range', 'filters', 'names', 'compare']

it('the page about the numbers defines every metric and every dimension', () => {
  const metrics = sectionOf('### Metrics')
  // The table shortens a row of percentiles.
  expect(METRICS.filter((name) => !/^p(90|95)Gen/.test(name) && !namesIn(metrics).includes(name))).toEqual([])
  expect(DIMENSIONS.filter((name) => !namesIn(sectionOf('### Dimensions')).includes(name))).toEqual([])
})

it('the page about the numbers has a section for every question, which names every field that it takes', () => {
  const fields = Object.fromEntries(
    QUESTION_NAMES.map((name) => {
      const schema = z.toJSONSchema(QUESTION_SCHEMAS[name], { io: 'input', unrepresentable: 'any' })
      const own = Object.keys(schema.properties ?? {}).filter((field) => !COMMON.includes(field))
      return [name, own.toSorted()]
    }),
  )
  const documented = Object.fromEntries(
    QUESTION_NAMES.map((name) => {
      const section = sectionOf(`### \`${name}\``)
      const own = fields[name]?.filter((field) => namesIn(section).includes(field))
      return [name, section === '' ? 'no section' : own]
    }),
  )
  expect(documented).toEqual(fields)
})
