/** What is photographed: the address after `?`, the width and what to do before. */
const VIEWS = ['live', 'music', 'waiting', 'people', 'system']
const LANGUAGES = ['en', 'es']
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }

const query = (parameters) => `?${new URLSearchParams({ theme: 'dark', ...parameters })}`

const everyView = LANGUAGES.flatMap((lang) =>
  VIEWS.flatMap((view) =>
    [
      ['wide', WIDE],
      ['narrow', NARROW],
    ].map(([width, viewport]) => ({
      name: `${view}-${lang}-${width}`,
      server: 'demo',
      search: query({ view, lang }),
      viewport,
    })),
  ),
)

const atTheEnds = [
  { name: 'live-es-320', search: query({ view: 'live', lang: 'es' }), viewport: { width: 320, height: 640 } },
  { name: 'waiting-es-320', search: query({ view: 'waiting', lang: 'es' }), viewport: { width: 320, height: 640 } },
  { name: 'music-en-4k', search: query({ view: 'music', lang: 'en' }), viewport: { width: 3840, height: 2160 } },
  { name: 'live-en-4k', search: query({ view: 'live', lang: 'en' }), viewport: { width: 3840, height: 2160 } },
].map((shot) => ({ server: 'demo', ...shot }))

const inOtherThemes = ['light', 'contrast'].flatMap((theme) =>
  ['live', 'music', 'people'].map((view) => ({
    name: `${view}-en-${theme}`,
    server: 'demo',
    search: query({ view, lang: 'en', theme }),
    viewport: WIDE,
  })),
)

const onPaper = ['music', 'people'].map((view) => ({
  name: `${view}-en-print`,
  server: 'demo',
  search: query({ view, lang: 'en' }),
  viewport: WIDE,
  media: 'print',
}))

const openProfile = async (page) => {
  await page.locator('.panel.users .value-button').first().click()
  await page.locator('.panel.user .user-facts').waitFor()
}
const signIn = async (page, { adminToken }) => {
  await page.locator('.token input').fill(adminToken)
  await page.keyboard.press('Enter')
  await page.locator('.panel.admin h3').first().waitFor()
}

const states = LANGUAGES.flatMap((lang) =>
  [
    ['wide', WIDE],
    ['narrow', NARROW],
  ].flatMap(([width, viewport]) => [
    ...VIEWS.map((view) => ({
      name: `empty-${view}-${lang}-${width}`,
      server: 'empty',
      search: query({ view, lang }),
      viewport,
    })),
    {
      name: `profile-${lang}-${width}`,
      server: 'demo',
      search: query({ view: 'people', lang }),
      viewport,
      act: openProfile,
    },
    { name: `login-${lang}-${width}`, server: 'closed', search: query({ view: 'live', lang }), viewport },
    {
      name: `admin-${lang}-${width}`,
      server: 'closed',
      search: query({ view: 'system', lang }),
      viewport,
      act: signIn,
    },
    ...['live', 'music'].map((view) => ({
      name: `error-${view}-${lang}-${width}`,
      server: 'demo',
      search: query({ view, lang }),
      viewport,
      isBroken: true,
    })),
    {
      name: `help-${lang}-${width}`,
      server: 'demo',
      search: query({ view: 'live', lang }),
      viewport,
      act: (page) => page.keyboard.press('?'),
    },
  ]),
)

export const shots = [...everyView, ...atTheEnds, ...inOtherThemes, ...onPaper, ...states]
