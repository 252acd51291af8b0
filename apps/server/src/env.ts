import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { isTimeZone } from '@son1k/contract/time-zone'
import type { MaskOptions } from '@son1k/store'
import { z } from 'zod'

/** What the operator decides. Every setting is optional. */
export type Settings = {
  host: string
  /** 0 takes a free one. */
  port: number
  databaseUrl: string
  databaseAuthToken?: string
  /** Raw events of older days go; 0 keeps them for ever. */
  retentionDays: number
  /** The prompts of older days go, and count as "other"; 0 keeps them as long as the rest. */
  promptRetentionDays: number
  /** So many people have to have used a prompt before it is shown. */
  promptMinUsers: number
  sessionTimeoutMinutes: number
  /** What is taken out of prompts before they are stored. */
  promptMask?: MaskOptions
  /** IANA name; by default the system's. Of an app that is created: an existing one keeps its own. */
  timeZone?: string
  /** What readers may show; others are made with `keys`. Without any, reading is open to this machine alone. */
  readToken?: string
  /** What administrators may show; others are made with `keys`. */
  adminToken?: string
  /** Of pages that may track; `undefined` is all. */
  allowedOrigins?: string[]
  /** Of proxies whose word on who asks is taken: addresses, networks such as `10.0.0.0/8`, or `loopback`. */
  trustProxy?: string[]
  tls?: { cert: Buffer; key: Buffer }
  /** Whether webhooks of alerts may lead to this machine and its network. */
  allowsPrivateWebhooks: boolean
  logLevel: LogLevel
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error))
}
const FEWEST_DAYS = 8
const retentionDays = wholeNumber(0, 36_500).refine((days) => days === 0 || days >= FEWEST_DAYS, {
  error: `must be at least ${FEWEST_DAYS}, because events are sent again for a week, or 0 to keep them for ever`,
})
const databaseUrl = z
  .string()
  .regex(/^(file:.|libsql:\/\/.|https?:\/\/.)/, 'must start with file:, libsql://, http:// or https://')
  // Commands print it.
  .refine((url) => !/^[^/]+:\/\/[^/?]*@|[?&]authToken=/i.test(url), {
    error: 'must have no user, password or authToken in it: DATABASE_AUTH_TOKEN is the place for that',
  })
const timeZone = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Madrid')
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)
const origins = list
  .refine((origins) => origins.every((origin) => origin === '*' || isOrigin(origin)), {
    error: 'must be * or a list of origins such as https://music.example,https://studio.example',
  })
  .transform((origins) => (origins.includes('*') ? undefined : origins))
const proxies = list.refine((proxies) => proxies.every(isProxy), {
  error: 'must be a list of addresses or networks such as 127.0.0.1,10.0.0.0/8, or loopback, linklocal, uniquelocal',
})
const file = z.string().transform((path, context) => {
  try {
    return readFileSync(path)
  } catch {
    context.addIssue({ code: 'custom', message: `must be a file that can be read, ${path} is not` })
    return z.NEVER
  }
})

const MASKS = ['email', 'phone', 'names'] as const satisfies MaskOptions['masks']
const masks = list.transform((given, context) => {
  const known = MASKS.filter((mask) => given.includes(mask))
  if (known.length === new Set(given).size) return known
  context.addIssue({ code: 'custom', message: `must be a list of ${MASKS.join(', ')}` })
  return z.NEVER
})
/** One a line; what begins with # is a remark. */
const names = file.transform((content) =>
  content
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#')),
)

/** Where the operator says nothing. */
export const RETENTION_DAYS = 30

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8002),
  DATABASE_URL: databaseUrl.default('file:data/analytics.db'),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  RETENTION_DAYS: retentionDays.default(RETENTION_DAYS),
  PROMPT_RETENTION_DAYS: wholeNumber(0, 36_500).default(0),
  PROMPT_MIN_USERS: wholeNumber(1, 1_000).default(1),
  PROMPT_MASK: masks.optional(),
  PROMPT_MASK_NAMES: names.optional(),
  SESSION_TIMEOUT_MINUTES: wholeNumber(1, 1440).default(30),
  TIME_ZONE: timeZone.optional(),
  READ_TOKEN: z.string().optional(),
  ADMIN_TOKEN: z.string().optional(),
  ALLOWED_ORIGINS: origins.optional(),
  TRUST_PROXY: proxies.optional(),
  TLS_CERT: file.optional(),
  TLS_KEY: file.optional(),
  WEBHOOK_PRIVATE_ADDRESSES: z.enum(['allow', 'refuse'], 'must be allow or refuse').default('allow'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(environmentSchema.shape)

/**
 * @param environment as `process.env`; an empty value is the same as none
 * @throws an error whose message names every problem, in one line
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  const problems = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
  if ((given.TLS_CERT === undefined) !== (given.TLS_KEY === undefined))
    problems.push('TLS_CERT and TLS_KEY must be set together')
  if ((given.PROMPT_MASK_NAMES !== undefined) !== (parsed.data?.PROMPT_MASK?.includes('names') ?? false))
    problems.push('PROMPT_MASK_NAMES must be set where PROMPT_MASK has names, and only there')
  if (!parsed.success || problems.length > 0) throw new Error(`Wrong settings: ${problems.join('; ')}`)
  const { TLS_CERT: cert, TLS_KEY: key, PROMPT_MASK: masked, PROMPT_MASK_NAMES: maskedNames, ...settings } = parsed.data
  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    retentionDays: settings.RETENTION_DAYS,
    promptRetentionDays: settings.PROMPT_RETENTION_DAYS,
    promptMinUsers: settings.PROMPT_MIN_USERS,
    sessionTimeoutMinutes: settings.SESSION_TIMEOUT_MINUTES,
    logLevel: settings.LOG_LEVEL,
    allowsPrivateWebhooks: settings.WEBHOOK_PRIVATE_ADDRESSES === 'allow',
    ...(settings.DATABASE_AUTH_TOKEN !== undefined && { databaseAuthToken: settings.DATABASE_AUTH_TOKEN }),
    ...(masked !== undefined && { promptMask: { masks: masked, ...(maskedNames && { names: maskedNames }) } }),
    ...(settings.TIME_ZONE !== undefined && { timeZone: settings.TIME_ZONE }),
    ...(settings.READ_TOKEN !== undefined && { readToken: settings.READ_TOKEN }),
    ...(settings.ADMIN_TOKEN !== undefined && { adminToken: settings.ADMIN_TOKEN }),
    ...(settings.ALLOWED_ORIGINS !== undefined && { allowedOrigins: settings.ALLOWED_ORIGINS }),
    ...(settings.TRUST_PROXY !== undefined && { trustProxy: settings.TRUST_PROXY }),
    ...(cert !== undefined && key !== undefined && { tls: { cert, key } }),
  }
}

/** The settings of this process. */
export const settingsOfProcess = (): Settings => readSettings(process.env)

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
