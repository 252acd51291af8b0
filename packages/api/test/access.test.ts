import { expect, test } from 'vitest'
import { accessOfProcedures } from '../src/access.js'
import { procedures } from '../src/procedures.js'
import { REST_TABLE } from '../src/rest/table.js'

test('what each procedure and address needs', () => {
  const names = Object.entries(procedures).flatMap(([entity, calls]) =>
    Object.keys(calls).map((call) => `${entity}.${call}`),
  )
  expect(Object.fromEntries(names.map((name) => [name, accessOfProcedures(name)]))).toEqual({
    'session.start': 'track',
    'session.end': 'track',
    'track.generation': 'track',
    'track.interaction': 'track',
    'track.batch': 'track',
    'analytics.summary': 'read',
    'analytics.timeseries': 'read',
    'analytics.breakdown': 'read',
    'analytics.hours': 'read',
    'analytics.latency': 'read',
    'analytics.patience': 'read',
    'analytics.retention': 'read',
    'analytics.quality': 'read',
    'analytics.funnel': 'read',
    'analytics.ai': 'read',
    'analytics.matrix': 'read',
    'analytics.errors': 'read',
    'analytics.lifecycle': 'read',
    'analytics.prompts': 'read',
    'analytics.promptFamilies': 'read',
    'analytics.promptTerms': 'read',
    'analytics.promptLengths': 'read',
    'analytics.users': 'read',
    'analytics.user': 'read',
    'analytics.userTimeline': 'read',
    'analytics.export': 'read',
    'analytics.live': 'read',
    'system.health': 'public',
    'system.status': 'read',
    'system.alerts': 'read',
    'admin.apps': 'admin',
    'admin.createApp': 'admin',
    'admin.changeApp': 'admin',
    'admin.tokens': 'admin',
    'admin.createToken': 'admin',
    'admin.rotateToken': 'admin',
    'admin.revokeToken': 'admin',
    'privacy.exportUser': 'admin',
    'privacy.eraseUser': 'admin',
    'privacy.audit': 'admin',
    'admin.names': 'admin',
    'admin.setNames': 'admin',
    'admin.alerts': 'admin',
    'admin.createAlert': 'admin',
    'admin.removeAlert': 'admin',
    'admin.testAlert': 'admin',
    'admin.importEvents': 'admin',
    'admin.startMaintenance': 'admin',
    'admin.maintenance': 'admin',
  })
  expect(Object.fromEntries(REST_TABLE.map(({ path, access }) => [path, access]))).toEqual({
    '/api/health': 'public',
    '/api/session/start': 'track',
    '/api/session/end': 'track',
    '/api/track/generation': 'track',
    '/api/track/interaction': 'track',
    '/api/track/batch': 'track',
    '/api/analytics': 'read',
  })
})

test('calls made together need what the strictest needs, and the unknown is for readers', () => {
  expect(accessOfProcedures('system.health,track.batch')).toBe('track')
  expect(accessOfProcedures('track.batch,analytics.summary')).toBe('read')
  expect(accessOfProcedures('privacy.exportUser')).toBe('admin')
  expect(accessOfProcedures('analytics.summary,admin.apps')).toBe('admin')
  expect(accessOfProcedures('something.new')).toBe('read')
  expect(accessOfProcedures('')).toBe('read')
})
