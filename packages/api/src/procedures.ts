import { admin } from './admin.js'
import { analytics } from './analytics.js'
import { privacy } from './privacy.js'
import { session } from './session.js'
import { system } from './system.js'
import { track } from './track.js'

/** All procedures, as a plain record: its type carries no context, so that a client's types can be made of it alone. */
export const procedures = { session, track, analytics, system, admin, privacy }
export type Procedures = typeof procedures
