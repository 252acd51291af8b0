import { eventSchema } from '@son1k/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { overlayOn } from '../src/dashboard.js'
import { eventually } from '../src/eventually.js'
import { startServer } from '../src/start-server.js'
import { pageWithWidget, startSite } from '../src/start-site.js'
import { useBrowser } from '../src/use-browser.js'
import { visit } from '../src/visit.js'

const browser = useBrowser()

/** Any of these would set a mark in the page, if it were taken for more than text. */
const ATTACKS = [
  '<img src=x onerror="window.pwned=1">',
  '"><svg onload="window.pwned=1">',
  "';window.pwned=1//",
  '</script><script>window.pwned=1</script>',
  'javascript:window.pwned=1',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '{{constructor.constructor("window.pwned=1")()}}',
  '<style>*{background:url(javascript:window.pwned=1)}</style>',
]

type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  format?: string
  maxLength?: number
  items?: Schema
  properties?: Record<string, Schema>
  oneOf?: Schema[]
  anyOf?: Schema[]
}

/** A value that the schema takes and that has the attack in each of its texts, so that a new field has it, too. */
function attacking(schema: Schema, attack: string): unknown {
  if ('const' in schema) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [first] = schema.oneOf ?? schema.anyOf ?? []
  if (first !== undefined) return attacking(first, attack)
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time') return new Date(Date.now() - 60_000).toISOString()
      return schema.format !== undefined ? crypto.randomUUID() : attack.slice(0, schema.maxLength ?? 2_000)
    case 'number':
      return 20
    case 'integer':
      return 1
    case 'boolean':
      return true
    case 'array':
      return [attacking(schema.items ?? {}, attack)]
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? { [attack]: { type: 'string' } }).map(([name, each]) => [
          name,
          attacking(each, attack),
        ]),
      )
    default:
      return attack
  }
}

/** Holds at run time: it is what `z.toJSONSchema` makes. */
const schemaOfEvents = () => z.toJSONSchema(eventSchema, { io: 'input', unrepresentable: 'any' }) as Schema

function hostileEvents(): object[] {
  return ATTACKS.flatMap((attack) =>
    (schemaOfEvents().oneOf ?? []).flatMap((schema) => {
      const event = attacking(schema, attack)
      if (typeof event !== 'object' || event === null) return []
      const failed = { ...event, id: crypto.randomUUID(), outcome: 'failed' }
      return 'outcome' in event ? [event, failed] : [event]
    }),
  )
}

test('what people send is text wherever the dashboard shows it: in each view, as page and as overlay', async () => {
  const server = await startServer()
  const events = hostileEvents()
  const answer = await fetch(`${server.origin}/trpc/track.batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt: new Date().toISOString(), events }),
  })
  expect(await answer.json()).toMatchObject({ result: { data: { accepted: events.length, rejected: [] } } })
  const analyticsPage = `${server.origin}/?view=music&lang=en&filter=style:${encodeURIComponent(ATTACKS[0] ?? '')}`
  const site = await startSite({ '/': { type: 'text/html', body: pageWithWidget(server.origin) } })

  for (const address of [`${server.origin}/?lang=en`, analyticsPage, site]) {
    const { page, complaints } = await visit(browser(), address)
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    if (address === site) {
      await page.keyboard.press('Control+Shift+A')
      await eventually(() => overlayOn(page).isVisible()).toBe(true)
    }
    const tabs = page.locator('.view-tabs button')
    await eventually(() => tabs.count()).toBe(5)
    for (let view = 0; view < 5; view++) {
      await tabs.nth(view).click()
      // All that it asks for is there.
      await eventually(() => page.locator('.panels [aria-busy="true"]').count()).toBe(0)
      const user = page.locator('.panel.users .value-button').first()
      if (view === 3) {
        await user.click()
        await eventually(() => user.getAttribute('aria-expanded')).toBe('true')
      }
      await eventually(() => page.locator('.panels').textContent()).toMatch(view === 4 ? /./ : /<img src=x onerror/)
      const found = await page.evaluate(() => {
        const roots: ParentNode[] = [document]
        for (const each of document.querySelectorAll('*')) if (each.shadowRoot) roots.push(each.shadowRoot)
        const injected = 'iframe, object, embed, [onerror], [onload], img[src="x"], [href^="javascript:"]'
        return {
          pwned: 'pwned' in window,
          injected: roots.flatMap((each) => [...each.querySelectorAll(injected)]).length,
        }
      })
      expect([address, view, found]).toEqual([address, view, { pwned: false, injected: 0 }])
    }
    expect(complaints).toEqual([])
  }
})
